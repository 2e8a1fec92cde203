import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Archive } from '../../mixins/archive/archive.ts';
import { eventsOf } from '../../test/support/events.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import { readArguments } from './arguments.ts';
import { runArchive } from './commands.ts';

describe('npm run archive', () => {
  const newDir = useTempDirs();

  const filled = async () => {
    const folder = newDir();
    const archive = new Archive({ folder, partBytes: 1_000_000, limitBytes: 1_000_000 });
    await archive.keep([...eventsOf('a', 2), ...eventsOf('h', 1, { source: '/book', type: 'library.book.held' })]);
    await archive.keep(eventsOf('p', 1, { source: '/payment', type: 'payment.captured' }));
    await archive.close();
    return folder;
  };
  const run = async (folder: string, ...args: readonly string[]) => {
    const lines: string[] = [];
    const read = readArguments(args, folder);
    assert.ok(read);
    const code = await runArchive(read, (line) => void lines.push(line));
    return { code, lines };
  };
  const ids = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { id: string }).id);

  it('shows the events of a day, a system, a type, or a record', async () => {
    const folder = await filled();
    const shown = async (...args: readonly string[]) => ids((await run(folder, 'show', ...args)).lines);
    assert.deepEqual(await shown(), ['a-1', 'a-2', 'h-1', 'p-1']);
    assert.deepEqual(await shown('--day', '2025-01-01', '--system', 'payment'), ['p-1']);
    assert.deepEqual(await shown('--type', 'library.book.*'), ['h-1']);
    assert.deepEqual(await shown('--id', 'a'), ['a-1', 'a-2']);
    assert.deepEqual(await shown('--id', 'request-1'), ['a-1', 'a-2', 'h-1', 'p-1']);
    assert.deepEqual(await run(folder, 'show', '--day', '2025-01-02'), {
      code: 1,
      lines: [`${folder} has no archived events of 2025-01-02.`],
    });
  });

  it('lists the files with their sizes', async () => {
    const { code, lines } = await run(await filled(), 'list');
    assert.equal(code, 0);
    assert.match(lines.join('\n'), /^2025-01-01 {2}library {2}0\.\d kB\n2025-01-01 {2}payment {2}0\.\d kB\n2 files, /);
  });

  it('finds what is no event and what is there twice, but not what is being written', async () => {
    const folder = await filled();
    assert.deepEqual(await run(folder, 'verify'), { code: 0, lines: ['4 events in 2 files, 0 faults'] });
    const file = join(folder, '2025-01-01', 'library.jsonl');
    appendFileSync(file, `damage\n${JSON.stringify(eventsOf('a', 1)[0])}\n{"half":`);
    const { code, lines } = await run(folder, 'verify');
    assert.equal(code, 1);
    assert.deepEqual(lines, [
      `${file}:4: no event`,
      `${file}:5: /rental/a-1 is at ${file}:1 already`,
      `${file}:6: being written, or cut off when its process was killed`,
      '5 events in 2 files, 2 faults',
    ]);
  });

  it('says what is wrong with its command line', () => {
    const wrong = [
      [[], /Say list, show or verify/],
      [['show', 'more'], /Say list, show or verify/],
      [['show', '--day', 'today'], /--day is "today", but must be a day such as 2026-11-26/],
      [['show', '--dya', 'x'], /--dya/],
    ] as const;
    for (const [args, message] of wrong) assert.throws(() => readArguments(args, '/a'), message);
    assert.throws(() => readArguments(['list'], undefined), /set ARCHIVE_DIR, or give --folder/);
    assert.equal(readArguments(['--help'], undefined), undefined);
  });
});
