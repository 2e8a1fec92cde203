import assert from 'node:assert/strict';
import { newId } from './ids.ts';

describe('new ids', () => {
  it('are ULIDs, each greater than the one before', () => {
    const ids = Array.from({ length: 5_000 }, () => newId());
    for (const id of ids) assert.match(id, /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    assert.deepEqual(ids, Array.from(new Set(ids)).sort());
  });

  it('cannot be told from the ones of other moments', () => {
    const later = Date.now() + 1_000;
    const random = Array.from({ length: 1_000 }, (_, n) => newId(later + n).slice(10));
    assert.equal(new Set(random).size, random.length);
  });
});
