import assert from 'node:assert/strict';
import type { Decider } from './decider.ts';
import { earliest, waking } from './waking.ts';

interface Loan {
  readonly remindAt?: number | undefined;
  readonly endsAt?: number | undefined;
}
type Changed = { readonly type: 'changed'; readonly data: Loan };

const loan: Decider<Loan, Loan, Changed> = {
  initial: {},
  decide: (data) => [{ type: 'changed', data }],
  evolve: (before, { data }) => ({ ...before, ...data }),
};
const awake = waking(loan, ({ remindAt, endsAt }) => earliest(remindAt, endsAt));

describe('A record that wakes', () => {
  const lived = (...changes: readonly Loan[]) =>
    changes.reduce((state, data) => awake.evolve(state, { type: 'changed', data }), awake.initial);

  it('is due at the earliest of its timers', () => {
    assert.deepEqual(lived({ remindAt: 5, endsAt: 9 }), { remindAt: 5, endsAt: 9, due: 5 });
    assert.deepEqual(lived({ remindAt: 5, endsAt: 3 }), { remindAt: 5, endsAt: 3, due: 3 });
  });

  it('is due at the next one when the first has passed, and never when none is left', () => {
    assert.equal((lived({ remindAt: 5, endsAt: 9 }, { remindAt: undefined }) as { due?: number }).due, 9);
    assert.ok(!('due' in lived({ endsAt: 9 }, { endsAt: undefined })));
  });
});
