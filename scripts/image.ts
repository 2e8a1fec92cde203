import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCommand, pinned, signCommand, withTag } from './pipeline/image.ts';
import { given, run, shown } from './pipeline/program.ts';
import { readLine, runTool, UsageError } from './usage.ts';

const usage = `Usage: npm run image -- IMAGE:TAG [--dry-run]
Builds the image for linux/amd64 and linux/arm64, with its SBOM and provenance, pushes it and signs it with cosign. It needs Docker with
buildx and the emulation of the other machine, a sign-in at the registry, and cosign. Prints the image by its digest.
  --dry-run   only prints the commands
Where the line names no image, IMAGE does.`;
const options = { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } as const;
const missing = { docker: 'Install Docker with buildx.', cosign: 'Install cosign: https://docs.sigstore.dev.' };

await runTool(usage, async () => {
  const { values, positionals } = readLine({ options, allowPositionals: true });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [name = given('IMAGE'), ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('Name one image.');
  const image = withTag(name);
  if (values['dry-run']) {
    for (const command of [buildCommand(image, 'metadata.json'), signCommand(image, 'sha256:…')])
      console.log(shown(command));
    return 0;
  }
  console.log(pinned(image, await buildAndSign(image)));
  return 0;
});

async function buildAndSign(image: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-image-'));
  const metadata = join(folder, 'metadata.json');
  try {
    await run(buildCommand(image, metadata), missing.docker);
    const digest: string = JSON.parse(readFileSync(metadata, 'utf8'))['containerimage.digest'];
    await run(signCommand(image, digest), missing.cosign);
    return digest;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
