import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { CatalogueParams } from '../book.contract.ts';
import { type ImportOptions, importCatalogue } from './import.ts';
import type { Catalogue } from './port.ts';
import { loadSamples } from './samples.ts';
import type { SettledRow } from './summary.ts';

/** A catalogue in memory. */
function shelf() {
  const titles = new Map<string, CatalogueParams>();
  const batches: number[] = [];
  const catalogue: Catalogue = async (params) => {
    batches.push(params.length);
    return params.map((title) => {
      const before = titles.get(title.id);
      titles.set(title.id, title);
      if (before === undefined) return 'added';
      return isDeepStrictEqual(before, title) ? 'unchanged' : 'changed';
    });
  };
  return { titles, batches, catalogue };
}

async function* file(content: string | Buffer) {
  yield Buffer.from(content);
}

const dirty = [
  'id,title,authors,isbn,year,copies',
  '1,White,Han Kang,9788937460449,2016,2',
  '2,,Nobody,,,1',
  '3,"Greek Lessons',
  '4,Beowulf,,,975.0,1',
  '1,White again,Han Kang,,,2',
  '5,"Human, Acts",Han Kang,8937460441,2014,',
].join('\n');

describe('Importing a catalogue', () => {
  it('takes the good rows and tells of each other one by line', async () => {
    const { titles, catalogue } = shelf();
    const summary = await importCatalogue(file(dirty), catalogue);
    assert.deepEqual([...titles.keys()], ['1', '4', '5']);
    assert.deepEqual([titles.get('4')?.copies, titles.get('5')?.copies, titles.get('5')?.newCopies], [1, undefined, 3]);
    assert.deepEqual(
      { rows: summary.rows, added: summary.added, refused: summary.refused, lastLine: summary.lastLine },
      { rows: 6, added: 3, refused: 3, lastLine: 7 },
    );
    assert.deepEqual(summary.refusals, [
      { line: 3, reason: 'no title' },
      { line: 4, reason: 'quote not closed' },
      { line: 6, reason: 'the id stands in an earlier line already: 2' },
    ]);
    assert.equal(summary.repaired, 1);
    assert.deepEqual(summary.repairs.get('not a valid ISBN: dropped'), { rows: 1, firstLines: [7] });
    assert.deepEqual(summary.form, { encoding: 'utf-8', separator: ',' });
  });

  it('changes nothing when it is repeated', async () => {
    const { catalogue } = shelf();
    await importCatalogue(file(dirty), catalogue);
    const { added, changed, unchanged } = await importCatalogue(file(dirty), catalogue);
    assert.deepEqual({ added, changed, unchanged }, { added: 0, changed: 0, unchanged: 3 });
  });

  it('brings a title up to date', async () => {
    const { titles, catalogue } = shelf();
    await importCatalogue(file('id,title\n1,Whit'), catalogue);
    const { changed } = await importCatalogue(file('id,title\n1,White'), catalogue);
    assert.equal(changed, 1);
    assert.equal(titles.get('1')?.title, 'White');
  });

  it('reports a title that the catalogue refuses under its line', async () => {
    const catalogue: Catalogue = async (titles) =>
      titles.map(({ id }) => (id === '2' ? { refused: 'copies-in-use' } : 'added'));
    const summary = await importCatalogue(file('id,title\n1,a\n\n2,b\n3,c'), catalogue);
    assert.deepEqual(summary.refusals, [{ line: 4, reason: 'copies-in-use' }]);
    assert.equal(summary.added, 2);
  });

  it('keeps twenty refusals and counts the rest, while a listener hears of all', async () => {
    const settled: SettledRow[] = [];
    const content = `id,title\n${'x y,z\n'.repeat(25)}`;
    const summary = await importCatalogue(file(content), shelf().catalogue, { onSettled: (row) => settled.push(row) });
    assert.equal(summary.refusals.length, 20);
    assert.equal(summary.refused, 25);
    assert.deepEqual(settled.map((row) => row.line).slice(-1), [26]);
  });

  it('works in batches, tells after each how far it is, and stops between two', async () => {
    const { batches, catalogue } = shelf();
    const stop = new AbortController();
    const seen: number[] = [];
    const options: ImportOptions = {
      batchSize: 2,
      signal: stop.signal,
      onProgress: ({ rows }) => {
        seen.push(rows);
        if (rows === 4) stop.abort();
      },
    };
    const summary = await importCatalogue(file('id,title\n1,a\n2,b\n3,c\n4,d\n5,e'), catalogue, options);
    assert.deepEqual(seen, [2, 4]);
    assert.deepEqual(batches, [2, 2]);
    assert.equal(summary.lastLine, 5);
  });

  it('passes on what the catalogue throws, and does not believe one that answers too little', async () => {
    const gone: Catalogue = async () => Promise.reject(new Error('gone'));
    await assert.rejects(importCatalogue(file(dirty), gone), /gone/);
    await assert.rejects(
      importCatalogue(file(dirty), async () => []),
      /0 outcomes for 3 titles/,
    );
  });

  it('refuses a file that is no catalogue, as a whole', async () => {
    const files: [string | Buffer, RegExp][] = [
      ['', /the file is empty/],
      ['1,White,Han Kang\n', /no column is named title/],
      ['id,ti\0tle\n1,White, the book of many colours, none of which is told\n', /NUL bytes/],
      [Buffer.from('504b0304140008080800ff', 'hex'), /Excel workbook or a ZIP file: save the sheet as CSV UTF-8/],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel workbook/],
      ['<!DOCTYPE html><title>books</title>', /a page or XML/],
      ['{"books": []}', /JSON/],
      ['00714cam a2200205 a 4500', /MARC/],
    ];
    for (const [content, reason] of files) {
      await assert.rejects(importCatalogue(file(content), shelf().catalogue), { name: 'FileRefused', message: reason });
    }
  });

  it('loads the samples: 500 titles, with the ISBN of nearly all', async () => {
    const { titles, catalogue } = shelf();
    const summary = await loadSamples(catalogue);
    assert.deepEqual({ added: summary.added, refused: summary.refused }, { added: 500, refused: 0 });
    assert.deepEqual(titles.get('1'), {
      id: '1',
      title: 'The Hunger Games (The Hunger Games, #1)',
      authors: 'Suzanne Collins',
      newCopies: 3,
      isbn: '9780439023481',
      year: 2008,
      language: 'eng',
    });
    assert.equal(titles.get('79')?.year, -720);
    assert.ok([...titles.values()].filter((title) => title.isbn !== undefined).length > 450);
    assert.equal((await loadSamples(catalogue)).unchanged, 500);
  });
});
