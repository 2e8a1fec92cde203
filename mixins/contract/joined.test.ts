import assert from 'node:assert/strict';
import { joined } from './joined.ts';

describe('What several declare by name', () => {
  it('is joined', () => {
    assert.deepEqual(joined('action', { a: 1 }, { b: 2, c: 3 }, {}), { a: 1, b: 2, c: 3 });
  });

  it('is refused where two have the same name', () => {
    assert.throws(() => joined('action', { a: 1 }, { b: 2 }, { a: 1 }), /Two declare the action a:/);
    assert.throws(() => joined('action', { toString: 1 }, { toString: 1 }), /toString/);
    assert.deepEqual(Object.keys(joined('action', { toString: 1 })), ['toString']);
  });
});
