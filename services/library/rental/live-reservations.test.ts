import assert from 'node:assert/strict';
import { MemoryStore } from '../../../test/support/memory-store.ts';
import { into, states } from '../../../test/support/rentals.ts';
import { type Claim, LiveReservations } from './live-reservations.ts';
import type { RentalStatus } from './rental.contract.ts';
import { type Rental, rental } from './rental.ts';

const kim = { memberId: 'kim', bookId: 'dune' };
const live: readonly RentalStatus[] = ['requested', 'reserved', 'waiting', 'ready', 'rented'];

describe('The claim of a member to a title', () => {
  let claims: MemoryStore<Claim>;
  let rentals: MemoryStore<Rental>;
  /** As one process of several has it. */
  const open = () => new LiveReservations(claims, rentals);
  const become = (id: string, state: RentalStatus) =>
    rentals.records.set(id, { id, version: 1, state: rental.evolve(rental.initial, into[state]) });

  beforeEach(() => {
    claims = new MemoryStore();
    rentals = new MemoryStore();
  });

  it('goes to the first rental, and again to the same one', async () => {
    assert.equal(await open().take({ id: 'r1', ...kim }), undefined);
    assert.equal(await open().take({ id: 'r1', ...kim }), undefined);
    assert.equal(claims.commits.length, 1);
  });

  for (const state of states)
    it(`${live.includes(state) ? 'stays with' : 'goes on from'} a rental that is ${state}`, async () => {
      await open().take({ id: 'r1', ...kim });
      become('r1', state);
      const expected = live.includes(state) ? { id: 'r1', state } : undefined;
      assert.deepEqual(await open().standing({ id: 'r2', ...kim }), expected);
      assert.deepEqual(await open().take({ id: 'r2', ...kim }), expected);
    });

  it('is one for each member and each title, whatever is written in their ids', async () => {
    await open().take({ id: 'r1', ...kim });
    become('r1', 'ready');
    for (const [index, other] of [
      { memberId: 'lee', bookId: 'dune' },
      { memberId: 'kim', bookId: 'emma' },
      { memberId: 'kim","dune', bookId: '' },
      { memberId: 'Kim', bookId: 'dune' },
    ].entries())
      assert.equal(await open().take({ id: `other-${index}`, ...other }), undefined);
  });

  it('goes to one of many that ask at once, in whatever processes', async () => {
    const ids = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'];
    const taken = await Promise.all(
      ids.map(async (id) => {
        const standing = await open().take({ id, ...kim });
        if (!standing) become(id, 'reserved');
        return { id, standing };
      }),
    );
    const winners = taken.filter(({ standing }) => !standing).map(({ id }) => id);
    assert.equal(winners.length, 1);
    for (const { standing } of taken) if (standing) assert.equal(standing.id, winners[0]);
  });

  it('is free again when its writer died before it wrote the rental', async () => {
    await open().take({ id: 'r1', ...kim });
    assert.equal(await open().take({ id: 'r2', ...kim }), undefined);
    become('r2', 'reserved');
    assert.deepEqual(await open().take({ id: 'r1', ...kim }), { id: 'r2', state: 'reserved' });
  });

  it('stays with a writer that was slow, and has its rental at the moment in which another one takes over', async () => {
    await open().take({ id: 'r1', ...kim });
    claims.beforeCommit = async () => void become('r1', 'requested');
    assert.deepEqual(await open().take({ id: 'r2', ...kim }), { id: 'r1', state: 'requested' });
    assert.deepEqual([...claims.records.values()][0]?.state, { rentalId: 'r1' });
  });

  it('is known to be lost by a writer that was slow, when another one has taken over', async () => {
    const began = performance.now();
    await open().take({ id: 'r1', ...kim });
    assert.equal(await open().lostSince(began, { id: 'r1', ...kim }), false);
    await open().take({ id: 'r2', ...kim });
    assert.equal(await open().lostSince(began, { id: 'r1', ...kim }), true);
  });

  it('is not taken by a rental of another title that has the id', async () => {
    await open().take({ id: 'r1', memberId: 'kim', bookId: 'emma' });
    become('r1', 'ready');
    assert.equal(await open().take({ id: 'r2', memberId: 'kim', bookId: 'emma' }), undefined);
  });

  it('is given to live rentals of before there were claims, once', async () => {
    become('r1', 'ready');
    become('r2', 'returned');
    await open().adopt(() => false);
    assert.deepEqual(await open().take({ id: 'r3', ...kim }), { id: 'r1', state: 'ready' });
    const { length } = claims.commits;
    await open().adopt(() => false);
    assert.equal(claims.commits.length, length);
  });
});
