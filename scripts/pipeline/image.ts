import type { Command } from './program.ts';

/** What an image is built for. */
const platforms = 'linux/amd64,linux/arm64';

/**
 * Builds the image for both kinds of machines, with a list of what it is made of (SBOM) and of how it was made (provenance),
 * and pushes all of it.
 * @param image with its tag @param metadata where the digest is written
 */
export function buildCommand(image: string, metadata: string): Command {
  return [
    ...(['docker', 'buildx', 'build'] as const),
    ...['--platform', platforms, '--sbom=true', '--provenance=mode=max'],
    ...['--tag', image, '--metadata-file', metadata, '--push', '.'],
  ];
}

/** Signs what the digest names, without a key of ours: the workflow that does it is who signs. */
export function signCommand(image: string, digest: string): Command {
  return ['cosign', 'sign', '--yes', pinned(image, digest)];
}

/** The image by its digest, whatever its tag comes to mean. */
export function pinned(image: string, digest: string): string {
  return `${image.replace(/:[^:/@]*$/, '')}@${digest}`;
}

/** @throws unless it is a name with a tag, such as registry.example/yeyak:1.2.0 */
export function withTag(image: string): string {
  if (/^[a-z0-9][\w.:/-]*:[\w][\w.-]{0,127}$/.test(image)) return image;
  throw new Error(`"${image}" is no name of an image with a tag, such as registry.example/yeyak:1.2.0.`);
}
