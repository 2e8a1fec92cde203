/** Where images of others are named: in a Dockerfile, and in manifests of Compose and Kubernetes. */
export const pinnedFiles = [
  'Dockerfile',
  'docker-compose.yml',
  'deploy/kubernetes/base/nats.yaml',
  'deploy/kubernetes/base/postgres.yaml',
];

const named = /^(FROM |\s*image: )((?!yeyak\b)[\w./-]+:[\w.-]+)(@sha256:[0-9a-f]{64})?/gm;

/** The images of others that a text names, each with its tag and the digest that it is pinned to, if it is. */
export function imagesIn(text: string): { readonly image: string; readonly digest: string | undefined }[] {
  return [...text.matchAll(named)].map(([, , image = '', digest]) => ({ image, digest: digest?.slice(1) }));
}

/** The same text with each image pinned to this digest of its tag. */
export function pinnedTo(text: string, digests: ReadonlyMap<string, string>): string {
  return text.replace(named, (whole, before: string, image: string) => {
    const digest = digests.get(image);
    return digest ? `${before}${image}@${digest}` : whole;
  });
}
