import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { type Catalogue, CatalogueUnavailable } from '../../services/library/book/catalogue/port.ts';
import { importCommand } from './command.ts';

const addAll: Catalogue = async (titles) => titles.map(() => 'added' as const);

describe('npm run import', () => {
  let folder: string;
  let printed: string;
  let closed: number;
  let noted: string[];
  let stop: AbortController;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yeyak-import-'));
    printed = '';
    closed = 0;
    noted = [];
    stop = new AbortController();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  function run(args: string[], catalogue = addAll): Promise<number> {
    return importCommand(args, {
      openTarget: async () => ({
        name: 'a shelf',
        catalogue,
        close: async () => {
          closed += 1;
        },
      }),
      showProgress: () => ({ update() {}, stop() {}, note: (text) => noted.push(text) }),
      print: (text) => {
        printed += `${text}\n`;
      },
      stop: stop.signal,
    });
  }

  it('says what became of the rows', async () => {
    const file = write(
      'books.csv',
      'id,title,authors,isbn\n1,White,Han Kang,439023483\n2,,,\n3,Human Acts,Han Kang,\n',
    );
    assert.equal(await run([file]), 0);
    assert.equal(
      printed,
      `Importing ${file} into a shelf.
Read as UTF-8, columns separated by commas.
Rows: 3. Added 2, changed 0, unchanged 0, refused 1.
Taken after a repair: 1.
          1  ISBN-10: lost leading zeros restored (line 2)
Refused:
  line 3: no title
`,
    );
    assert.equal(closed, 1);
  });

  it('counts what it does not name, and names all of it in a report', async () => {
    const file = write('books.csv', `id,title\n${'1 2,t\n'.repeat(1_234)}`);
    const report = join(folder, 'report.jsonl');
    await run([file, '--report', report]);
    assert.match(printed, /refused 1,234\.\n.*\n {2}line 2: the id is not .*: "1 2"/);
    assert.match(printed, /and 1,214 more; --report FILE names them all/);
    const lines = readFileSync(report, 'utf8').trim().split('\n');
    assert.equal(lines.length, 1_234);
    assert.equal(JSON.parse(lines[1_233] ?? '').line, 1_235);
  });

  it('ends with 1 for refused rows only when they are to count', async () => {
    const dirty = write('dirty.csv', 'id,title\n1,\n');
    assert.equal(await run([dirty]), 0);
    assert.equal(await run([dirty, '--strict']), 1);
    assert.equal(await run([write('clean.csv', 'id,title\n1,a\n'), '--strict']), 0);
  });

  it('takes the number of copies and the encoding that it is told', async () => {
    const seen: unknown[] = [];
    const file = join(folder, 'books.csv');
    writeFileSync(file, Buffer.from('id,제목\n1,한강\n', 'utf16le'));
    const catalogue: Catalogue = async (titles) => {
      seen.push(...titles.map(({ title, newCopies }) => [title, newCopies]));
      return addAll(titles);
    };
    assert.equal(await run([file, '--copies', '7', '--encoding', 'utf-16le'], catalogue), 0);
    assert.deepEqual(seen, [['한강', 7]]);
  });

  it('reads Korean files as Excel writes them, and says how they are written', async () => {
    const seen: string[] = [];
    const catalogue: Catalogue = async (titles) => {
      seen.push(...titles.map(({ title }) => title));
      return addAll(titles);
    };
    const file = join(folder, 'cp949.csv');
    writeFileSync(file, iconv.encode('번호;도서명;ISBN;도서권수\n1;똠방각하;9788937460449 03810;3권\n', 'cp949'));
    for (const named of [[], ['--encoding', 'euc-kr'], ['--encoding', 'ms949']])
      assert.equal(await run([file, ...named], catalogue), 0);
    assert.deepEqual(seen, ['똠방각하', '똠방각하', '똠방각하']);
    assert.match(printed, /Read as CP949 \(EUC-KR\), columns separated by semicolons\./);
  });

  it('says what to do about bytes that it cannot read', async () => {
    const file = join(folder, 'latin1.csv');
    writeFileSync(file, Buffer.from('id,title\n1,caf\xe9\n2,b\n', 'latin1'));
    assert.equal(await run([file]), 0);
    assert.match(printed, /line 2: bytes that are no text[\s\S]*name it: --encoding windows-1252/);
    assert.equal(await run([file, '--encoding', 'windows-1252', '--strict']), 0);
  });

  it('goes on when the system has been away', async () => {
    let calls = 0;
    const returning: Catalogue = async (titles) => {
      calls += 1;
      if (calls < 4) throw new CatalogueUnavailable('it restarts', 0);
      return addAll(titles);
    };
    assert.equal(await run([write('books.csv', 'id,title\n1,t\n')], returning), 0);
    assert.deepEqual(noted, ['The system does not take titles now, trying again: it restarts']);
    assert.match(printed, /Added 1/);
  });

  it('gives up a system that stays away, after as long as it is told', async () => {
    const gone: Catalogue = async () => Promise.reject(new CatalogueUnavailable('it is gone', 0));
    assert.equal(await run([write('books.csv', 'id,title\n1,t\n'), '--wait', '0'], gone), 1);
    assert.match(printed, /The import failed: it is gone/);
  });

  it('can be stopped while the system is away', async () => {
    const gone: Catalogue = async () => {
      stop.abort();
      throw new CatalogueUnavailable('it is gone', 60_000);
    };
    assert.equal(await run([write('books.csv', 'id,title\n1,t\n')], gone), 130);
    assert.match(printed, /Stopped after line 0\./);
  });

  it('says how far it came when it is stopped', async () => {
    const file = write('books.csv', `id,title\n${Array.from({ length: 500 }, (_, id) => `${id},t`).join('\n')}`);
    const stopping: Catalogue = async (titles) => {
      stop.abort();
      return addAll(titles);
    };
    assert.equal(await run([file], stopping), 130);
    assert.match(printed, /Rows: 200\./);
    assert.match(printed, /Stopped after line 201\. Run the import again/);
    assert.equal(closed, 1);
  });

  it('says how far it came when the catalogue goes away', async () => {
    const file = write('books.csv', `id,title\n${Array.from({ length: 300 }, (_, id) => `${id},t`).join('\n')}`);
    let calls = 0;
    const failing: Catalogue = async (titles) => {
      calls += 1;
      if (calls === 2) throw new Error('the book service is gone');
      return addAll(titles);
    };
    assert.equal(await run([file], failing), 1);
    assert.match(printed, /Added 200/);
    assert.match(printed, /The import failed: the book service is gone/);
    assert.equal(closed, 1);
  });

  it('fails clearly for a file that is not there or is no catalogue', async () => {
    assert.equal(await run([join(folder, 'none.csv')]), 1);
    assert.match(printed, /The import failed: ENOENT.*none\.csv/);
    assert.equal(await run([write('photo.csv', '\u0000\u0001')]), 1);
    assert.match(printed, /The import failed: the first line is no CSV header: it holds NUL bytes/);
  });

  it('explains itself when the command line is wrong, or when it is asked', async () => {
    for (const args of [[], ['a.csv', 'b.csv'], ['a.csv', '--copies', '0'], ['a.csv', '--encoding', 'x'], ['--nope']]) {
      printed = '';
      assert.equal(await run(args), 2, args.join(' '));
      assert.match(printed, /Usage: npm run import/);
    }
    assert.equal(await run(['--help']), 0);
  });
});
