import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { deploymentsIn, overlayFolder, withImage } from './deploy.ts';
import { buildCommand, pinned, signCommand, withTag } from './image.ts';
import { imagesIn, pinnedFiles, pinnedTo } from './pins.ts';
import { run, shown } from './program.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('npm run image', () => {
  it('builds for both kinds of machines with SBOM and provenance, and signs what the digest names', () => {
    const built = shown(buildCommand('registry.example:5000/yeyak:1.2.0', 'm.json'));
    for (const part of ['linux/amd64,linux/arm64', '--sbom=true', '--provenance=mode=max', '--push'])
      assert.ok(built.includes(part), built);
    assert.equal(pinned('registry.example:5000/yeyak:1.2.0', digest), `registry.example:5000/yeyak@${digest}`);
    assert.deepEqual(signCommand('a/b:1', digest).slice(-1), [`a/b@${digest}`]);
  });

  it('takes only a name with a tag', () => {
    for (const bad of ['yeyak', 'yeyak:', '--push', 'a b:1', `yeyak@${digest}`, 'yeyak:$(id)'])
      assert.throws(() => withTag(bad), /no name of an image with a tag/, bad);
  });

  it('says what is missing when a program is', async () => {
    await assert.rejects(
      run(['no-such-program-here'], 'Install it.'),
      /no-such-program-here was not found. Install it./,
    );
    await assert.rejects(run([process.execPath, '--eval', 'process.exit(3)'], ''), /ended with 3/);
  });
});

describe('npm run pin-images', () => {
  it('finds the images of others, not the project’s own, and pins them again when their tags move', () => {
    const text = `FROM node:24-slim AS pages\nFROM node:24-slim\n  image: nats:2.12-alpine@sha256:${'b'.repeat(64)}\n  image: yeyak\n`;
    const to = new Map([
      ['node:24-slim', digest],
      ['nats:2.12-alpine', digest],
    ]);
    const now = pinnedTo(text, to);
    assert.equal(
      now,
      `FROM node:24-slim@${digest} AS pages\nFROM node:24-slim@${digest}\n  image: nats:2.12-alpine@${digest}\n  image: yeyak\n`,
    );
    assert.ok(imagesIn(now).every((one) => one.digest === digest));
  });

  it('knows every file that names one', () => {
    const others = new Set(
      pinnedFiles.flatMap((path) => imagesIn(readFileSync(path, 'utf8')).map(({ image }) => image)),
    );
    const programs = [...others].map((image) => image.split(':')[0]).sort();
    assert.deepEqual(programs, ['mongo', 'nats', 'node', 'postgres']);
    const named = execFileSync('git', [
      'grep',
      '-lE',
      '^(FROM | *image: )[a-z]+:',
      '--',
      'Dockerfile',
      '*.yml',
      '*.yaml',
    ]);
    const files = String(named).trim().split('\n');
    assert.deepEqual(files.filter((file) => !file.includes('/overlays/')).sort(), [...pinnedFiles].sort());
  });
});

describe('npm run deploy', () => {
  it('puts the image by its digest in the place of the project’s own, and waits for each Deployment', () => {
    const manifests = `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    name: not-this
  name: rental
  namespace: yeyak
spec:
  containers:
  - image: yeyak:0.1.0
    name: rental
---
apiVersion: v1
kind: Service
metadata:
  name: rental
`;
    const image = `registry.example/yeyak@${digest}`;
    assert.match(withImage(manifests, image), new RegExp(`^ {2}- image: ${image}$`, 'm'));
    assert.throws(() => withImage(manifests, 'registry.example/yeyak:latest'), /no image by its digest/);
    assert.deepEqual(deploymentsIn(manifests), [{ name: 'rental', namespace: 'yeyak' }]);
  });

  it('knows the overlays, and nothing else', () => {
    assert.equal(overlayFolder('production'), 'deploy/kubernetes/overlays/production');
    for (const bad of [undefined, '', '../../etc'])
      assert.throws(() => overlayFolder(bad), /Name an overlay: development/);
  });
});
