import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CsvRow, readCsv } from './csv.ts';

/** Reads bytes that arrive in chunks of this size. */
async function read(content: string | Buffer, { encoding = 'utf-8', chunk = 7 } = {}) {
  const bytes = Buffer.from(content);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const rows: CsvRow[] = [];
  for await (const row of readCsv(chunks(), encoding)) rows.push(row);
  return rows;
}

const good = (line: number, ...fields: string[]) => ({ line, fields });
const bad = (line: number, refused: string) => ({ line, refused });

describe('A CSV file', () => {
  it('is read row by row, with the line each one begins on', async () => {
    const rows = await read('id,title\n1,"Two\nlines, one ""title"""\n\n2,White');
    assert.deepEqual(rows, [good(1, 'id', 'title'), good(2, '1', 'Two\nlines, one "title"'), good(5, '2', 'White')]);
  });

  it('may begin with a byte order mark and end its lines with CR LF or CR', async () => {
    const rows = [good(1, 'id', 'title'), good(2, '1', 'a'), good(3, '2', 'b')];
    for (const chunk of [1, 2, 3, 100]) {
      assert.deepEqual(await read('\ufeffid,title\r\n1,a\r\n2,b\r\n', { chunk }), rows);
      assert.deepEqual(await read('id,title\r1,a\r2,b', { chunk }), rows);
    }
  });

  it('skips lines that hold nothing', async () => {
    assert.deepEqual(await read('id,title\n\n , \n,,,\n1,a\n'), [good(1, 'id', 'title'), good(5, '1', 'a')]);
  });

  it('refuses a row with too many or too few columns, and reads on', async () => {
    assert.deepEqual(await read('id,title\n1\n2,b\n3,c,d\n4,e'), [
      good(1, 'id', 'title'),
      bad(2, 'not as many columns as in the first line: 1, 2'),
      good(3, '2', 'b'),
      bad(4, 'not as many columns as in the first line: 3, 2'),
      good(5, '4', 'e'),
    ]);
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
      yield Buffer.from('id,title\n1,"open\n');
      for (given = 2; given < 1_000; given += 1) yield Buffer.from(`${given},t\n`);
    }
    const rows = readCsv(long(), 'utf-8');
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

  it('refuses a row whose bytes are no text, and reads on', async () => {
    const rows = await read(Buffer.from('id,title\n1,caf\xe9\n2,b', 'latin1'));
    assert.deepEqual(rows, [
      good(1, 'id', 'title'),
      bad(2, 'bytes that are no text in the encoding of the file'),
      good(3, '2', 'b'),
    ]);
  });

  it('is read in another encoding when it is named', async () => {
    const eucKr = Buffer.concat([Buffer.from('id,title\n1,'), Buffer.from([0xc7, 0xd1, 0xb0, 0xad])]);
    assert.deepEqual((await read(eucKr, { encoding: 'euc-kr', chunk: 1 }))[1], good(2, '1', '한강'));
    assert.deepEqual(
      (await read(Buffer.from('\ufeffid,t\n1,한', 'utf16le'), { encoding: 'utf-16le' }))[1],
      good(2, '1', '한'),
    );
  });

  it('refuses a line that would fill the memory, and reads on', async () => {
    const rows = await read(`id,title\n1,${'x'.repeat(100_000)}\n2,b`, { chunk: 10_000 });
    assert.deepEqual(rows, [good(1, 'id', 'title'), bad(2, 'line longer than 65536 characters'), good(3, '2', 'b')]);
  });

  it('reads to the end whatever it holds, each line once at most', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, chunk) => {
        const lines = (await read(content, { chunk })).map((row) => row.line);
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
    const table = fc.array(fc.tuple(fc.nat().map(String), field, field), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, chunk) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n');
        const readBack = (await read(text, { chunk })).map((row) => ('fields' in row ? row.fields : row.refused));
        assert.deepEqual(readBack, rows);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
