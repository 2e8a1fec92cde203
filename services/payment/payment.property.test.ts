import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evolveAll, isRefusal } from '../../mixins/kernel/decider.ts';
import { agrees, balancesOf } from './ledger.ts';
import { type Payment, type PaymentCommand, payment } from './payment.ts';

const runs = { seed: 20_260_101, numRuns: 2_000 };

const charge = fc.record({
  amount: fc.constantFrom(500, 1_000),
  memberId: fc.constantFrom('kim', 'lee'),
  orderId: fc.constantFrom('r1', 'r2'),
});
const command: fc.Arbitrary<PaymentCommand> = fc
  .tuple(charge, fc.constantFrom('pay', 'settle', 'approved', 'declined', 'refunded', 'uncharged'), fc.nat())
  .map(([of, type, at]) => ({ type, ...of, at, reference: 'p-77', reason: 'no funds' }) as PaymentCommand);

function step(state: Payment, next: PaymentCommand): Payment {
  const outcome = payment.decide(next, state);
  return isRefusal(outcome) ? state : evolveAll(payment, state, outcome);
}

function postingsIn(state: Payment) {
  return state.state === 'absent' ? [] : state.postings;
}

describe('No sequence of commands', () => {
  const always = (holds: (before: Payment, next: PaymentCommand, now: Payment) => void) =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        commands.reduce((before, next) => {
          const now = step(before, next);
          holds(before, next, now);
          return now;
        }, payment.initial);
      }),
      runs,
    );

  it('unbalances the books', () =>
    always((_before, _next, now) => {
      const balances = Object.values(balancesOf(postingsIn(now)));
      assert.equal(
        balances.reduce((sum, balance) => sum + balance),
        0,
      );
    }));

  it('makes the ledger disagree with the payment', () =>
    always((_before, _next, now) => assert.ok(now.state === 'absent' || agrees(now))));

  it('charges or refunds a payment twice', () =>
    always((_before, _next, now) => {
      const charged = postingsIn(now).filter(({ debit }) => debit === 'provider-receivable');
      const refunded = postingsIn(now).filter(({ credit }) => credit === 'provider-receivable');
      assert.ok(charged.length <= 1 && refunded.length <= charged.length);
    }));

  it('takes a posting back', () =>
    always((before, _next, now) => {
      const kept = postingsIn(before);
      assert.deepEqual(postingsIn(now).slice(0, kept.length), kept);
    }));

  it('brings money in for a payment that was closed, except to give it back', () =>
    always((before, _next, now) => {
      if (before.state !== 'absent' && before.state !== 'captured') assert.notEqual(now.state, 'captured');
    }));

  it('does more when its last command is repeated', () =>
    always((_before, next, now) => assert.deepEqual(step(now, next), now)));
});
