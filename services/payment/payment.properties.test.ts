import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dataCheck } from '../../mixins/event-data.ts';
import { everyLife, take } from '../../test/support/lives.ts';
import { agrees, balancesOf } from './ledger.ts';
import { type PaymentStatus, paymentEventDefinitions } from './payment.contract.ts';
import { type Payment, type PaymentCommand, payment, restatePayment } from './payment.ts';

const charge = fc.record({
  amount: fc.constantFrom(1_000, 1_000, 500),
  memberId: fc.constantFrom('kim', 'kim', 'lee'),
  orderId: fc.constantFrom('r1', 'r1', 'r2'),
});
const type = fc.constantFrom('pay', 'settle', 'approved', 'declined', 'refunded', 'uncharged', 'refund', 'returned');
const command: fc.Arbitrary<PaymentCommand> = fc.tuple(type, charge, fc.nat()).map(
  ([type, charge, at]) =>
    ({
      type,
      ...charge,
      ...(type === 'refund' && { amount: (at % 5) * 100 + 100 }),
      refundId: `x${at % 3}`,
      at,
      reference: 'p-77',
      reason: 'no funds',
    }) as PaymentCommand,
);

const inEveryLife = everyLife(payment, {
  commands: fc.array(command, { minLength: 5, maxLength: 30 }),
  seed: 20_260_103,
});

const lifecycle: Record<Payment['state'], readonly PaymentStatus[]> = {
  absent: ['captured', 'declined', 'voided'],
  captured: ['refunding', 'returning'],
  returning: ['returned'],
  returned: ['returning', 'refunding', 'refunded'],
  declined: ['refunding'],
  refunding: ['refunded'],
  refunded: [],
  voided: ['voided', 'refunding'],
};

describe('Whatever is asked of a payment, in whatever order', () => {
  it('moves along its lifecycle only, and ends once', () => {
    inEveryLife((life) => {
      for (const { before, events, after } of life)
        if (events.length > 0)
          assert.ok((lifecycle[before.state] as string[]).includes(after.state), `${before.state} → ${after.state}`);
    });
  });

  it('has events whose data are what its contract says', () => {
    const faultOf = dataCheck(paymentEventDefinitions);
    inEveryLife((life) => {
      for (const event of life.flatMap(({ events }) => events)) assert.equal(faultOf(event), undefined, event.type);
    });
  });

  it('tells its state again by an event that says what the payment is, and that its contract allows', () => {
    const faultOf = dataCheck(paymentEventDefinitions);
    inEveryLife((life) => {
      for (const { after } of life) {
        const event = restatePayment(after);
        assert.equal(event === undefined, after.state === 'absent');
        if (!event || after.state === 'absent') continue;
        const { postings: _, ...said } = after;
        assert.deepEqual({ ...event.data, state: event.type.slice('payment.'.length) }, said);
        assert.equal(faultOf(event), undefined, event.type);
      }
    });
  });

  it('does a command once, however often it comes', () => {
    inEveryLife((life) => {
      for (const { command, after } of life) assert.deepEqual(take(payment, after, command).events, []);
    });
  });

  it('leaves the books balanced, and saying what the payment says', () => {
    inEveryLife((life) => {
      for (const { after } of life) {
        const balances = Object.values(balancesOf(postingsOf(after)));
        assert.equal(
          balances.reduce((sum, balance) => sum + balance),
          0,
        );
        assert.ok(after.state === 'absent' || agrees(after));
      }
    });
  });

  it('charges once at most, and gives back no more than that', () => {
    inEveryLife((life) => {
      for (const { after } of life) {
        const charged = postingsOf(after).filter(({ debit }) => debit === 'provider-receivable');
        const returned = postingsOf(after).filter(({ credit }) => credit === 'provider-receivable');
        assert.ok(charged.length <= 1);
        const back = returned.reduce((sum, { amount }) => sum + amount, 0);
        assert.ok(back <= (charged[0]?.amount ?? 0));
        if (after.state === 'refunded') assert.equal(back, charged[0]?.amount);
      }
    });
  });

  it('takes no posting back', () => {
    inEveryLife((life) => {
      for (const { before, after } of life) {
        const kept = postingsOf(before);
        assert.deepEqual(postingsOf(after).slice(0, kept.length), kept);
      }
    });
  });

  it('decides the same after it was saved and loaded', () => {
    inEveryLife((life) => {
      for (const { command, before } of life)
        assert.deepEqual(payment.decide(command, JSON.parse(JSON.stringify(before))), payment.decide(command, before));
    });
  });
});

function postingsOf(state: Payment) {
  return state.state === 'absent' ? [] : state.postings;
}
