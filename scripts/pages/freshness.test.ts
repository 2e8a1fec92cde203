import assert from 'node:assert/strict';
import { appendFileSync, cpSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesWith } from '../../config/pages.ts';
import { newDir, removeDir } from '../../test/support/tempdir.ts';
import { buildPages } from './build.ts';
import { isBuilt, markBuilt, stamp } from './freshness.ts';

describe('Built pages', function () {
  this.timeout(60_000);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const copy = `${newDir()}/`;
  const own = pagesWith();
  const built = `${copy}web/dist`;
  let files: readonly string[];

  before(async () => {
    if (!isBuilt(own.folder)) await buildPages(own);
    ({ files } = JSON.parse(readFileSync(join(own.folder, stamp), 'utf8')));
    for (const path of [
      ...files,
      `web/dist/${stamp}`,
      'package-lock.json',
      'web/public',
      'web/vite.config.ts',
      'web/index.html',
    ])
      cpSync(root + path, copy + path, { recursive: true });
  });
  after(() => removeDir(copy));
  beforeEach(() =>
    markBuilt(
      built,
      files.map((path) => copy + path),
      copy,
    ),
  );

  it('are up to date until something that they are made of changes', () => {
    cpSync(`${root}README.md`, `${copy}web/README.md`);
    cpSync(`${root}web/kit/language/plural.test.ts`, `${copy}web/kit/language/plural.test.ts`);
    assert.ok(isBuilt(built, copy));
  });

  for (const path of [
    'web/library/language/ko.ts',
    'web/kit/style/base.css',
    'web/public/icon.svg',
    'package-lock.json',
  ])
    it(`are out of date when ${path} changes`, () => {
      appendFileSync(copy + path, ' ');
      assert.ok(!isBuilt(built, copy));
    });

  it('are out of date when a system gets pages', () => {
    cpSync(`${root}web/screening/page.tsx`, `${copy}web/newcomer/page.tsx`);
    assert.ok(!isBuilt(built, copy));
  });

  it('are out of date when a file changes that any of their own imports, wherever it lies', () => {
    const imported = new Set(
      globSync('web/**/*.{ts,tsx}', { cwd: root, exclude: ['web/dist/**'] }).flatMap(importedBy),
    );
    assert.ok(imported.has('mixins/contract/rules.ts'));
    for (const path of imported) {
      appendFileSync(copy + path, ' ');
      assert.ok(!isBuilt(built, copy), path);
      markBuilt(
        built,
        files.map((path) => copy + path),
        copy,
      );
    }
  });

  /** What a file of the pages imports from beyond their folder, types apart. */
  function importedBy(path: string): string[] {
    const imports = /^import (?!type )[^;]*from '(?:\.\.\/)+((?:services|mixins|config)\/[^']+)';/gm;
    return Array.from(readFileSync(root + path, 'utf8').matchAll(imports), ([, target = '']) => target);
  }
});
