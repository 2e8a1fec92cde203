import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { type Work, Writer } from './writer.ts';

describe('SQLite writer', () => {
  const newDir = useTempDirs();
  let writer: Writer;
  let reader: DatabaseSync;
  beforeEach(() => {
    const path = join(newDir(), 'test.db');
    reader = new DatabaseSync(path);
    reader.exec('PRAGMA journal_mode = WAL; CREATE TABLE place(n INTEGER PRIMARY KEY, holder TEXT NOT NULL) STRICT');
    writer = new Writer(path);
    writer.execute({ statements, works: [] });
  });
  afterEach(() => {
    writer.close();
    reader.close();
  });

  const [claim, take, readOnly] = [0, 1, 2];
  const statements = [
    [claim, 'INSERT INTO place VALUES(?, ?) ON CONFLICT DO NOTHING'],
    [take, 'INSERT INTO place VALUES(?, ?)'],
    [readOnly, 'PRAGMA query_only = ON'],
  ] as const;
  const execute = (...works: Work[]) => writer.execute({ statements: [], works });
  const holders = () =>
    Object.fromEntries(
      reader
        .prepare('SELECT n, holder FROM place')
        .all()
        .map((row) => [row.n, row.holder]),
    );

  it('tells how many rows the first step changed, and what the last step inserted', () => {
    const outcomes = execute(
      [[claim, 1, 'a']],
      [
        [claim, 2, 'b'],
        [take, 7, 'b'],
        [take, 9, 'b'],
      ],
    );
    assert.deepEqual(outcomes, [
      { changes: 1, lastRowId: 0 },
      { changes: 1, lastRowId: 9 },
    ]);
  });

  it('leaves out the other steps when the first changes nothing', () => {
    const outcomes = execute(
      [[claim, 1, 'a']],
      [
        [claim, 1, 'b'],
        [take, 2, 'b'],
      ],
    );
    assert.deepEqual(outcomes[1], { changes: 0, lastRowId: 0 });
    assert.deepEqual(holders(), { 1: 'a' });
  });

  it('does whatever works do not fail, as if the others had never been there', () => {
    const place = fc.integer({ min: 1, max: 6 });
    const holder = fc.constantFrom('a', 'b', 'c', null);
    const step = fc.tuple(fc.constantFrom(claim, take), place, holder);
    const works = fc.array(fc.tuple(step, step, step), { maxLength: 12 });
    fc.assert(
      fc.property(works, (works) => {
        reader.exec('DELETE FROM place');
        const outcomes = execute(...works);
        const model = new Map<number, string>();
        const expected = works.map((work) => (attempt(work, model) ? 'done' : 'failed'));
        assert.deepEqual(
          outcomes.map((outcome) => ('error' in outcome ? 'failed' : 'done')),
          expected,
        );
        assert.deepEqual(holders(), Object.fromEntries(model));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  /** What a work does to the places: all of it, or nothing when a step fails. */
  function attempt(work: readonly [number, number, string | null][], places: Map<number, string>): boolean {
    const after = new Map(places);
    for (const [index, [statement, n, holder]] of work.entries()) {
      if (holder === null || (after.has(n) && statement === take)) return false;
      if (after.has(n) && index === 0) return true;
      if (!after.has(n)) after.set(n, holder);
    }
    for (const [n, holder] of after) places.set(n, holder);
    return true;
  }

  it('tells works that fail from a file that cannot be written, which no work can', () => {
    const [wrong] = execute([[take, 1, null]]);
    assert.ok(wrong && 'error' in wrong);
    assert.equal(wrong.fault, 'work');
    execute([[readOnly]]);
    const outcomes = execute([[take, 2, 'a']], [[take, 3, 'b']]);
    assert.deepEqual(
      outcomes.map((outcome) => 'error' in outcome && [outcome.fault, outcome.error.message]),
      Array(2).fill(['store', 'attempt to write a readonly database']),
    );
    assert.deepEqual(holders(), {});
  });

  it('fails a work whose statement was never introduced, or is no SQL', () => {
    const works: Work[] = [[[98]], [[99]], [[take, 1, 'a']]];
    const outcomes = writer.execute({ statements: [[99, 'NONSENSE']], works });
    assert.deepEqual(
      outcomes.map((outcome) => 'error' in outcome && outcome.error.message),
      ['statement 98 was not introduced', 'near "NONSENSE": syntax error', false],
    );
    assert.deepEqual(holders(), { 1: 'a' });
  });
});
