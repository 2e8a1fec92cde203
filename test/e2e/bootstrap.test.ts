import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const node = resolve('node_modules/.bin/node');

const lockfile = (integrity: string) => ({
  packages: {
    '': { name: 'yeyak' },
    'node_modules/moleculer': { version: '0.15.2', integrity },
    'node_modules/for-another-platform': { version: '1.0.0', integrity: 'sha512-other', optional: true },
  },
});

describe('The bootstrap', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    cpSync('scripts/bootstrap.mjs', `${root}/scripts/bootstrap.mjs`);
    write('package-lock.json', lockfile('sha512-new'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (path: string, content: object) => writeFileSync(`${root}/${path}`, JSON.stringify(content));

  function installed(integrity: string): void {
    mkdirSync(`${root}/node_modules/.bin`, { recursive: true });
    const { 'node_modules/for-another-platform': _, ...packages } = lockfile(integrity).packages;
    write('node_modules/.package-lock.json', { packages });
    for (const runtime of ['node', 'deno']) symlinkSync(node, `${root}/node_modules/.bin/${runtime}`);
  }

  /** Runs it with a stand-in for npm that notes its arguments, prints `stderr` and ends with `code`. */
  function bootstrap(npm = { code: 0, stderr: '' }) {
    const script = `require('node:fs').writeFileSync('npm-ran', process.argv.slice(2).join(' '));
      console.error(${JSON.stringify(npm.stderr)}); process.exit(${npm.code});`;
    writeFileSync(`${root}/npm.cjs`, script);
    const env = { npm_execpath: `${root}/npm.cjs`, npm_node_execpath: node };
    const { status, stdout, stderr } = spawnSync(node, ['scripts/bootstrap.mjs'], { cwd: root, env, encoding: 'utf8' });
    return { status, stdout, stderr, installs: existsSync(`${root}/npm-ran`) };
  }

  it('does nothing, and says nothing, when what is installed matches the lockfile', () => {
    installed('sha512-new');
    assert.deepEqual(bootstrap(), { status: 0, stdout: '', stderr: '', installs: false });
  });

  it('installs when nothing is installed, and says how long it took', () => {
    const { stdout, installs } = bootstrap({ code: 1, stderr: '' });
    assert.ok(installs);
    assert.match(stdout, /Installing dependencies with npm ci/);
  });

  it('installs when the lockfile has changed', () => {
    installed('sha512-old');
    const { status, stdout, installs } = bootstrap();
    assert.ok(installs);
    assert.equal(status, 0);
    assert.match(stdout, /package-lock.json has changed.*\nInstalled in \d+\.\d s\./);
  });

  it('links Node 24 where npm has not', () => {
    installed('sha512-new');
    const { platform, arch } = process;
    rmSync(`${root}/node_modules/.bin/node`);
    mkdirSync(`${root}/node_modules/node-${platform}-${arch}/bin`, { recursive: true });
    symlinkSync(node, `${root}/node_modules/node-${platform}-${arch}/bin/node`);
    assert.equal(bootstrap().status, 0);
    assert.equal(readlinkSync(`${root}/node_modules/.bin/node`), `../node-${platform}-${arch}/bin/node`);
  });

  const failures = [
    ['npm error code ENOTFOUND', /registry was not reached/],
    ['npm error code EACCES', /cannot be written.*Check who owns them/],
    ['npm error code ENOSPC', /disk is full/],
    ['npm error code EUSAGE', /Run `npm install`, and commit both/],
    ['npm error something else', /npm's own words above tell why/],
  ] as const;
  for (const [stderr, advice] of failures) {
    it(`tells what to do after "${stderr}"`, () => {
      const result = bootstrap({ code: 1, stderr });
      assert.equal(result.status, 1);
      assert.ok(result.stderr.startsWith(stderr));
      assert.match(result.stderr, advice);
    });
  }
});
