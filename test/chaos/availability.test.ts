import assert from 'node:assert/strict';
import type { Attempt, Outcome } from '../../mixins/proof.ts';
import { availability } from './availability.ts';
import type { Injected } from './journal.ts';
import type { Fault } from './schedule.ts';

describe('The share of time in which reservations are accepted', () => {
  const reserve = (at: number, outcome: Outcome = 'accepted'): Attempt => ({
    command: 'reserve',
    who: 'kim',
    outcome,
    askedAt: at,
    answeredAt: at + 10,
  });
  const during = (from: number, to: number, fault: object): Injected => ({
    fault: { at: from, until: to, ...fault } as Fault,
    from,
    to,
  });

  it('counts seconds with an accepted reservation', () => {
    const attempts = [reserve(100), reserve(1_100, 'shed'), reserve(2_100), reserve(2_200, 'unknown')];
    assert.deepEqual(availability('reserve', attempts, [], 3_000), {
      seconds: 3,
      accepting: 2,
      asked: 4,
      accepted: 2,
      dark: [1],
    });
  });

  it('leaves out seconds that the trouble of payment, its database or NATS reaches into', () => {
    const attempts = [reserve(100), reserve(4_100)];
    for (const fault of [
      { kind: 'payment', trouble: 'late' },
      { kind: 'cut', silently: true },
      { kind: 'kill', target: 'nats' },
      { kind: 'kill', target: 'postgres' },
    ]) {
      const { seconds, accepting } = availability('reserve', attempts, [during(1_500, 3_500, fault)], 5_000);
      assert.deepEqual({ seconds, accepting }, { seconds: 2, accepting: 2 }, JSON.stringify(fault));
    }
  });

  it('takes a process that is gone or frozen for no excuse', () => {
    for (const fault of [
      { kind: 'kill', target: 'payment-1' },
      { kind: 'freeze', target: 'payment-1' },
      { kind: 'mute', target: 'rental-2' },
    ]) {
      const { seconds, accepting } = availability('reserve', [reserve(100)], [during(1_000, 1_900, fault)], 2_000);
      assert.deepEqual({ seconds, accepting }, { seconds: 2, accepting: 1 }, JSON.stringify(fault));
    }
  });

  it('knows no other command than reserving', () => {
    const attempts = [{ ...reserve(100), command: 'cancel' as const }];
    assert.equal(availability('reserve', attempts, [], 1_000).accepting, 0);
  });
});
