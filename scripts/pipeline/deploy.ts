import { UsageError } from '../usage.ts';

const overlays = ['development', 'balanced', 'production'] as const;

/** @throws UsageError that says which there are */
export function overlayFolder(name: string | undefined): string {
  const found = overlays.find((overlay) => overlay === name);
  if (!found) throw new UsageError(`Name an overlay: ${overlays.join(', ')}.`);
  return `deploy/kubernetes/overlays/${found}`;
}

/** The manifests of an overlay with the image of the project replaced by this one, by its digest. */
export function withImage(manifests: string, image: string): string {
  if (!/@sha256:[0-9a-f]{64}$/.test(image))
    throw new UsageError(`"${image}" is no image by its digest, as npm run image prints it: NAME@sha256:….`);
  return manifests.replaceAll(/^(\s*(?:- )?image: )yeyak(?::\S+)?$/gm, `$1${image}`);
}

/** The Deployments among manifests as Kustomize prints them, and their namespace, where they name one. */
export function deploymentsIn(manifests: string): { readonly name: string; readonly namespace: string | undefined }[] {
  return manifests
    .split(/^---$/m)
    .filter((manifest) => /^kind: Deployment$/m.test(manifest))
    .map((manifest) => {
      const [, metadata = ''] = /^metadata:\n((?: .*\n)+)/m.exec(manifest) ?? [];
      const field = (name: string) => new RegExp(`^ {2}${name}: (.+)$`, 'm').exec(metadata)?.[1];
      return { name: field('name') ?? '', namespace: field('namespace') };
    });
}
