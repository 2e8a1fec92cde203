import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from './decider.ts';

describe('A decision', () => {
  it('is a refusal when it says what was refused, and else a list of events, even an empty one', () => {
    assert.ok(isRefusal({ refused: 'rental-state', kind: 'conflict', detail: 'No.' }));
    assert.ok(!isRefusal([]));
    assert.ok(!isRefusal([{ type: 'library.rental.reserved', data: {} }]));
  });

  it('changes the state by its events, one after another', () => {
    const append = {
      evolve: (state: string, { type }: { type: string; data: object }) => state + type,
    };
    const events = ['a', 'b', 'c'].map((type) => ({ type, data: {} }));
    assert.equal(evolveAll(append, '>', events), '>abc');
    assert.equal(evolveAll(append, '>', []), '>');
  });
});
