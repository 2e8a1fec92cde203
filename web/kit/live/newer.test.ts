import assert from 'node:assert/strict';
import { newerThan, withRows } from './newer.ts';

describe('Rows that lists and streams tell of in any order', () => {
  const row = (id: string, version: number, text = '') => ({ id, version, text });
  const known = new Map([['a', row('a', 2)]]);

  it('are taken when they are new, newer, or the same again', () => {
    const rows = [row('a', 1), row('a', 2, 'again'), row('a', 3), row('b', 1)];
    assert.deepEqual(newerThan(known, rows), rows.slice(1));
  });

  it('take the place of older ones', () => {
    assert.deepEqual([...withRows(known, [row('a', 3), row('b', 1)]).values()], [row('a', 3), row('b', 1)]);
    assert.deepEqual([...known.values()], [row('a', 2)]);
  });
});
