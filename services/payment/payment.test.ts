import assert from 'node:assert/strict';
import { specify } from '../../test/support/given.ts';
import { balancesOf } from './ledger.ts';
import type { PaymentEvent, PaymentStatus } from './payment.contract.ts';
import { type PaymentCommand, payment } from './payment.ts';

const { given } = specify(payment);

const charge = { amount: 1_000, memberId: 'kim', orderId: 'r1' };
const order = { memberId: 'kim', orderId: 'r1' };
const reference = 'p-77';
const at = 1_767_000_000_000;

/** The event that leads into each state. */
const into: Record<PaymentStatus, PaymentEvent> = {
  captured: { type: 'payment.captured', data: { ...charge, reference, at: 1 } },
  declined: { type: 'payment.declined', data: { ...charge, reason: 'no funds', at: 1 } },
  returning: {
    type: 'payment.returning',
    data: { ...charge, reference, refunds: [{ refundId: 'x1', amount: 300 }], at: 1, due: 2 },
  },
  returned: {
    type: 'payment.returned',
    data: { ...charge, reference, refunds: [{ refundId: 'x1', amount: 300 }], at: 1 },
  },
  refunding: { type: 'payment.refunding', data: { ...charge, reference, at: 1, due: 2 } },
  refunded: { type: 'payment.refunded', data: { ...charge, reference, at: 1 } },
  voided: { type: 'payment.voided', data: { ...order, at: 1, due: 2 } },
};
const states = Object.keys(into) as PaymentStatus[];

const pay: PaymentCommand = { type: 'pay', ...charge };
const settle: PaymentCommand = { type: 'settle', ...order, at, inquireAt: at + 60_000 };
const approved: PaymentCommand = { type: 'approved', ...charge, reference, at };
const declined: PaymentCommand = { type: 'declined', ...charge, reason: 'no funds', at };
const refunded: PaymentCommand = { type: 'refunded', at };
const uncharged: PaymentCommand = { type: 'uncharged', at };

/** The refunding of what is left has the parts of before. */
function postingsAfter(...events: readonly PaymentEvent[]) {
  const parts = [{ refundId: 'x1', amount: 300 }];
  const whole = events.map((event) =>
    event.type === 'payment.refunding' ? { ...event, data: { ...event.data, refunds: parts } } : event,
  );
  const { state } = given(...whole);
  return state.state === 'absent' ? [] : state.postings;
}

describe('A payment', () => {
  describe('that nobody has heard of', () => {
    it('may be charged', () => given().when(pay).thenEvents());
    it('is captured when the provider approves', () =>
      given()
        .when(approved)
        .thenEvents({ type: 'payment.captured', data: { ...charge, reference, at } }));
    it('is declined when the provider declines', () =>
      given()
        .when(declined)
        .thenEvents({ type: 'payment.declined', data: { ...charge, reason: 'no funds', at } }));
    it('leaves a tombstone when it is settled, to be confirmed after a minute', () =>
      given()
        .when(settle)
        .thenEvents({ type: 'payment.voided', data: { ...order, at, due: at + 60_000 } }));
    it('has nothing to be refunded', () => given().when(refunded).thenEvents());
    it('has no tombstone to be confirmed', () => given().when(uncharged).thenEvents());
  });

  describe('that is captured', () => {
    const { when } = given(into.captured);
    it('answers a repeat', () => when(pay).thenEvents());
    it('takes a repeated approval once', () => when(approved).thenEvents());
    it('stays so when a decline comes late', () => when(declined).thenEvents());
    it('is refunded when it is settled, and tried again after five seconds', () =>
      when(settle).thenEvents({ type: 'payment.refunding', data: { ...charge, reference, at, due: at + 5_000 } }));
    it('is not refunded unless that was decided', () => when(refunded).thenEvents());
  });

  describe('of which a part is given back', () => {
    const part = { type: 'refund', refundId: 'x1', amount: 300, at } as const;
    const refunds = [{ refundId: 'x1', amount: 300 }];
    const captured = given(into.captured);
    const returning = given(into.captured, into.returning);
    const returned = given(into.captured, into.returning, into.returned);

    it('says so, and is tried again after five seconds', () =>
      captured
        .when(part)
        .thenEvents({ type: 'payment.returning', data: { ...charge, reference, refunds, at, due: at + 5_000 } }));
    it('is done with it when the provider is', () =>
      returning
        .when({ type: 'returned', refundId: 'x1', at })
        .thenEvents({ type: 'payment.returned', data: { ...charge, reference, refunds, at } }));
    it('gives each part back once, and no other under its id', () => {
      for (const state of [returning, returned]) {
        state.when(part).thenEvents();
        state.when({ ...part, amount: 200 }).thenRefused('key-reused');
      }
    });
    it('gives back one part at a time, and no more than is left', () => {
      returning.when({ ...part, refundId: 'x2' }).thenRefused('refund-under-way');
      returned.when({ ...part, refundId: 'x2', amount: charge.amount - 299 }).thenRefused('refund-too-much');
      returned.when({ ...part, refundId: 'x2', amount: charge.amount - 300 }).thenTypes('payment.returning');
    });
    it('stays paid for what is left, which goes back when it is settled', () => {
      returned.when(pay).thenEvents();
      returned.when(settle).thenTypes('payment.refunding');
      returning.when(settle).thenRefused('refund-under-way');
      assert.deepEqual(balancesOf(postingsAfter(into.captured, into.returning, into.returned, into.refunding)), {
        'provider-receivable': charge.amount - 300,
        'member-prepayments': 0,
        'refunds-payable': 300 - charge.amount,
      });
    });
    it('is over at once when nothing is left', () => {
      const all = [{ refundId: 'x1', amount: charge.amount }];
      const last: PaymentEvent = { type: 'payment.returned', data: { ...charge, reference, refunds: all, at: 1 } };
      given(into.captured, last).when(settle).thenTypes('payment.refunded');
    });
    it('is not there where nothing was paid', () => {
      given().when(part).thenRefused('payment-not-found');
      given(into.declined).when(part).thenRefused('payment-not-paid', 'declined');
    });
  });

  describe('that is declined', () => {
    const { when } = given(into.declined);
    it('is refused to a repeat', () => when(pay).thenRefused('payment-declined'));
    it('needs nothing to be settled', () => when(settle).thenEvents());
    it('is refunded when the provider approves after all', () => when(approved).thenTypes('payment.refunding'));
  });

  describe('that is being refunded', () => {
    const { when } = given(into.captured, into.refunding);
    it('is refused to a repeat', () => when(pay).thenRefused('payment-voided', 'refunding'));
    it('is refunded once, however often it is settled', () => when(settle).thenEvents());
    it('takes a repeated approval for the one it knows', () => when(approved).thenEvents());
    it('is over when the provider has given the money back', () =>
      when(refunded).thenEvents({ type: 'payment.refunded', data: { ...charge, reference, at } }));
  });

  describe('that is refunded', () => {
    const { when } = given(into.captured, into.refunding, into.refunded);
    it('is refused to a repeat', () => when(pay).thenRefused('payment-voided', 'refunded'));
    for (const command of [settle, approved, declined, refunded, uncharged])
      it(`is not changed by "${command.type}"`, () => when(command).thenEvents());
  });

  describe('that is a tombstone', () => {
    const { when } = given(into.voided);
    it('is refused', () => when(pay).thenRefused('payment-voided', 'voided'));
    it('needs nothing more to be settled', () => when(settle).thenEvents());
    it('gives back a charge that was made all the same', () =>
      when(approved).thenEvents({ type: 'payment.refunding', data: { ...charge, reference, at, due: at + 5_000 } }));
    it('gives back even the charge of another order', () =>
      when({ ...approved, orderId: 'r2' }).thenTypes('payment.refunding'));
    it('stays one when a decline comes late', () => when(declined).thenEvents());
    it('is confirmed once by the provider', () => {
      const confirmed: PaymentEvent = { type: 'payment.voided', data: { ...order, at } };
      when(uncharged).thenEvents(confirmed);
      given(into.voided, confirmed).when(uncharged).thenEvents();
    });
    it('gives back a charge that comes after it was confirmed', () =>
      given(into.voided, { type: 'payment.voided', data: { ...order, at } })
        .when(approved)
        .thenTypes('payment.refunding'));
  });

  for (const state of states) {
    describe(`whose id is used for something else while it is ${state}`, () => {
      const { when } = given(into[state]);
      it('is refused to another member', () => when({ ...pay, memberId: 'lee' }).thenRefused('key-reused'));
      it('is refused to another order', () => when({ ...pay, orderId: 'r2' }).thenRefused('key-reused'));
      it('is not settled for another member', () => when({ ...settle, memberId: 'lee' }).thenRefused('key-reused'));
      it('is not settled for another order', () => when({ ...settle, orderId: 'r2' }).thenRefused('key-reused'));
      if (state !== 'voided')
        it('is refused to another amount', () => when({ ...pay, amount: 999 }).thenRefused('key-reused'));
    });
  }
});
