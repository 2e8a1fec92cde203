import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newDir, removeDir } from '../support/tempdir.ts';
import { unusedIn } from './unused.ts';

const root = resolve(import.meta.dirname, '../..');

describe('The pages', function () {
  this.timeout(60_000);

  it('say every word of their dictionary somewhere, and use whatever they export', () => {
    assert.deepEqual(unusedIn(resolve(root, 'web')), { words: [], exports: [] });
  });

  it('know words only for problems and reasons that there are', async () => {
    const [kit, library, operations] = await Promise.all([
      import('../../web/kit/language/en.ts'),
      import('../../web/library/language/en.ts'),
      import('../../web/operations/language/en.ts'),
    ]);
    const paths = globSync('{services,mixins}/**/*.ts', { cwd: root });
    const source = paths
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => readFileSync(`${root}/${path}`, 'utf8'));
    // Refusals for want of a record are named after it.
    const known = source.join('\n').replaceAll(/notFound\('([\w-]+)'\)|noun: '([\w-]+)'/g, "'$1$2-not-found'");
    const problems = [kit, library, operations].flatMap(({ en }) => Object.keys(en.problems));
    const words = [...problems, ...Object.keys(library.en.rental.reasons)];
    assert.deepEqual(
      words.filter((word) => !known.includes(`'${word}'`)),
      [],
    );
  });
});

describe('What nothing uses', () => {
  const folder = newDir();
  after(() => removeDir(folder));

  it('is found: words and exports, but for words that are chosen when the program runs', () => {
    mkdirSync(`${folder}/language`);
    const files = {
      'tsconfig.json': '{"compilerOptions":{"allowImportingTsExtensions":true,"noEmit":true}}',
      'language/en.ts': `
        export const en = {
          read: 'a', taken: 'b', dead: 'c', nested: { read: 'd', dead: () => 'e' },
          chosen: { one: 'f', two: 'g' }, any: { x: 'h' } as Record<string, string>,
        };`,
      'a.ts': `
        import { en } from './language/en.ts';
        export const used = en.read + en.nested.read;
        export function dead({ taken } = en) { return taken + used; }
        export type Name = keyof typeof en.chosen;
        export const choose = (name: Name) => en.chosen[name] + en.any.x;`,
      'b.ts': "import { choose } from './a.ts'; console.log(choose('one'));",
      'a.test.ts': "import { dead } from './a.ts'; dead();",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text);
    assert.deepEqual(unusedIn(folder), { words: ['dead', 'nested.dead'], exports: ['a.ts: dead'] });
  });
});
