import { readFileSync, writeFileSync } from 'node:fs';
import { imagesIn, pinnedFiles, pinnedTo } from './pipeline/pins.ts';
import { run } from './pipeline/program.ts';
import { readLine, runTool } from './usage.ts';

const usage = `Usage: npm run pin-images [-- --check]
Pins the images of others (Node, NATS, PostgreSQL, MongoDB) to the digests that their tags have now, in ${pinnedFiles.join(', ')}.
It asks their registry by docker buildx. Review the change, and commit it.
  --check   changes nothing; exit code 1 when one is not pinned`;
const options = { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } as const;

await runTool(usage, async () => {
  const { values } = readLine({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  return values.check ? check() : pin();
});

function check(): number {
  const loose = pinnedFiles.flatMap((path) =>
    imagesIn(readFileSync(path, 'utf8')).flatMap(({ image, digest }) => (digest ? [] : [`${path}: ${image}`])),
  );
  for (const one of loose) console.log(`${one} is not pinned`);
  if (loose.length > 0) console.log('Pin them: npm run pin-images');
  return loose.length > 0 ? 1 : 0;
}

async function pin(): Promise<number> {
  const texts = new Map(pinnedFiles.map((path) => [path, readFileSync(path, 'utf8')]));
  const images = new Set([...texts.values()].flatMap(imagesIn).map(({ image }) => image));
  const digests = new Map<string, string>();
  for (const image of images) {
    const asked = ['docker', 'buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}'] as const;
    const digest = await run(asked, 'Install Docker with buildx.');
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${image} has no digest, but "${digest}".`);
    digests.set(image, digest);
    console.log(`${image}@${digest}`);
  }
  for (const [path, text] of texts) writeFileSync(path, pinnedTo(text, digests));
  return 0;
}
