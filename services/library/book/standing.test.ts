import assert from 'node:assert/strict';
import { noClosings } from './closings.ts';
import { standingOf } from './standing.ts';

describe('Where a rental stands', () => {
  const title = 'Dune';
  const copies = [
    { number: 1, rentalId: 'a' },
    { number: 2, rentalId: 'b', lent: true },
  ];
  const others = { waitlist: ['c', 'd'], unlisted: ['e'], closings: noClosings };
  const standing = (rentalId: string) => standingOf(rentalId, { title, listed: 1, copies, ...others }, 7);

  it('is with its copy, in the queue, or outside the catalogue, as of the version of the title', () => {
    assert.deepEqual(standing('a'), { state: 'held', copy: 1, title, version: 7 });
    assert.deepEqual(standing('b'), { state: 'lent', copy: 2, title, version: 7 });
    assert.deepEqual(standing('d'), { state: 'queued', position: 2, title, version: 7 });
    assert.deepEqual(standing('e'), { state: 'unlisted', title, version: 7 });
  });

  it('is nowhere when the title is done with it, or unknown', () => {
    assert.deepEqual(standing('f'), { state: 'refused', reason: 'stale', version: 7 });
    const none = { listed: 0, copies: [], waitlist: [], unlisted: [], closings: noClosings } as const;
    assert.deepEqual(standingOf('a', none, 0), { state: 'refused', reason: 'unknown-title', version: 0 });
  });
});
