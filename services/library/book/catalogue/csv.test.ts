import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CsvRow, readCsv } from './csv.ts';

/** Reads text that arrives in pieces of this length. */
async function read(content: string, { piece = 7 } = {}) {
  async function* pieces() {
    for (let at = 0; at < content.length; at += piece) yield content.slice(at, at + piece);
  }
  const rows: CsvRow[] = [];
  for await (const row of readCsv(pieces())) rows.push(row);
  return rows;
}

const good = (line: number, ...fields: string[]) => ({ line, fields });
const bad = (line: number, refused: string) => ({ line, refused });

describe('A CSV file', () => {
  it('is read row by row, with the line each one begins on', async () => {
    const rows = await read('id,title\n1,"Two\nlines, one ""title"""\n\n2,White');
    assert.deepEqual(rows, [good(1, 'id', 'title'), good(2, '1', 'Two\nlines, one "title"'), good(5, '2', 'White')]);
  });

  it('may end its lines with CR LF or CR', async () => {
    const rows = [good(1, 'id', 'title'), good(2, '1', 'a'), good(3, '2', 'b')];
    for (const piece of [1, 2, 3, 100]) {
      assert.deepEqual(await read('id,title\r\n1,a\r\n2,b\r\n', { piece }), rows);
      assert.deepEqual(await read('id,title\r1,a\r2,b', { piece }), rows);
    }
  });

  it('skips lines that hold nothing', async () => {
    assert.deepEqual(await read('id,title\n\n , \n,,,\n1,a\n'), [good(1, 'id', 'title'), good(5, '1', 'a')]);
  });

  it('refuses a row with too many columns, and reads on', async () => {
    assert.deepEqual(await read('id,title\n2,b\n\n3,c,d\n4,e'), [
      good(1, 'id', 'title'),
      good(2, '2', 'b'),
      bad(4, 'not as many columns as in the first line: 3, 2'),
      good(5, '4', 'e'),
    ]);
  });

  it('takes a row that ends early, or that has empty cells too many', async () => {
    assert.deepEqual(await read('id,title,isbn\n1,a\n2,b,c,,\n'), [
      good(1, 'id', 'title', 'isbn'),
      good(2, '1', 'a'),
      good(3, '2', 'b', 'c'),
    ]);
  });

  it('refuses a row over several lines that ends early: an open quote has swallowed rows', async () => {
    assert.deepEqual(await read('id,title,isbn\n1,"a,x\n2,b"\n3,c,d'), [
      good(1, 'id', 'title', 'isbn'),
      bad(2, 'not as many columns as in the first line: 2, 3'),
      bad(3, 'quote inside a field that is not quoted'),
      good(4, '3', 'c', 'd'),
    ]);
  });

  it('has the separator of its header: a comma, a semicolon, a tab or |', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const table = [`id${separator}title`, `1${separator}"a, b; c|d"`].join('\n');
      assert.deepEqual(await read(table), [good(1, 'id', 'title'), good(2, '1', 'a, b; c|d')], separator);
    }
    assert.deepEqual(await read('"title, full";id\na,b;1'), [good(1, 'title, full', 'id'), good(2, 'a,b', '1')]);
  });

  it('has the separator that Excel declares, in a line that is no row', async () => {
    assert.deepEqual(await read('sep=;\r\nid;title\r\n1;a'), [good(2, 'id', 'title'), good(3, '1', 'a')]);
    assert.deepEqual(await read('"sep=,"\nid,title;x'), [good(2, 'id', 'title;x')]);
  });

  it('reads ="…", with which spreadsheets keep a number from being read, as text', async () => {
    const rows = await read('id,isbn,title\n1,="0439023483",="a, b"\n2,="",x="y"');
    assert.deepEqual(rows[1], good(2, '1', '0439023483', 'a, b'));
    assert.deepEqual(rows[2], bad(3, 'quote inside a field that is not quoted'));
  });

  it('loses to an open quote the row that has it, and no good one', async () => {
    assert.deepEqual(await read('id,title\n1,"open\n2,"b, c"\n3,d'), [
      good(1, 'id', 'title'),
      bad(2, 'quote not closed'),
      good(3, '2', 'b, c'),
      good(4, '3', 'd'),
    ]);
  });

  it('loses to two open quotes the two rows that have them', async () => {
    assert.deepEqual(await read('id,title\n1,"open\n2,b\n3,"open\n4,d'), [
      good(1, 'id', 'title'),
      bad(2, 'text after a closing quote'),
      good(3, '2', 'b'),
      bad(4, 'quote not closed'),
      good(5, '4', 'd'),
    ]);
  });

  it('gives up an open quote after 200 lines, not at the end of the file', async () => {
    let given = 0;
    async function* long() {
      yield 'id,title\n1,"open\n';
      for (given = 2; given < 1_000; given += 1) yield `${given},t\n`;
    }
    const rows = readCsv(long());
    await rows.next();
    assert.deepEqual((await rows.next()).value, bad(2, 'quote not closed'));
    assert.ok(given <= 201, `${given} lines were held`);
    assert.deepEqual((await rows.next()).value, good(3, '2', 't'));
    await rows.return(undefined);
  });

  it('refuses a stray quote by its line', async () => {
    assert.deepEqual(await read('id,title\n1,12" vinyl\n2,7" or 8"\n3,c'), [
      good(1, 'id', 'title'),
      bad(2, 'quote inside a field that is not quoted'),
      bad(3, 'quote inside a field that is not quoted'),
      good(4, '3', 'c'),
    ]);
  });

  it('refuses a row with characters that could not be read, and reads on', async () => {
    assert.deepEqual(await read('id,title\n1,caf\ufffd\n2,b'), [
      good(1, 'id', 'title'),
      bad(2, 'bytes that are no text in the encoding of the file'),
      good(3, '2', 'b'),
    ]);
  });

  it('refuses a line that would fill the memory, and reads on', async () => {
    const rows = await read(`id,title\n1,${'x'.repeat(100_000)}\n2,b`, { piece: 10_000 });
    assert.deepEqual(rows, [good(1, 'id', 'title'), bad(2, 'line longer than 65536 characters'), good(3, '2', 'b')]);
  });

  it('reads to the end whatever it holds, each line once at most', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, piece) => {
        const lines = (await read(content, { piece })).map((row) => row.line);
        assert.deepEqual(
          lines,
          [...new Set(lines)].sort((one, other) => one - other),
        );
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('gives back any table that was written as RFC 4180 says', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '한', '"', ',', '\n', ' '), maxLength: 8 });
    const row = fc.tuple(fc.nat().map(String), field, fc.nat().map(String));
    const table = fc.array(row, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, piece) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n');
        const readBack = (await read(text, { piece })).map((row) => ('fields' in row ? row.fields : row.refused));
        assert.deepEqual(readBack, rows);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
