import assert from 'node:assert/strict';
import { evolveAll } from '../../mixins/kernel/decider.ts';
import { agrees, balancesOf, type Posting, postingsOf } from './ledger.ts';
import type { PaymentEvent } from './payment.contract.ts';
import { payment } from './payment.ts';

const order = { memberId: 'kim', orderId: 'r1' };
const charged = { ...order, amount: 1_000, reference: 'p-77' };
const captured: PaymentEvent = { type: 'payment.captured', data: { ...charged, at: 10 } };
const declined: PaymentEvent = { type: 'payment.declined', data: { ...order, amount: 1_000, reason: 'no', at: 10 } };
const refunding: PaymentEvent = { type: 'payment.refunding', data: { ...charged, at: 20, due: 25 } };
const refunded: PaymentEvent = { type: 'payment.refunded', data: { ...charged, at: 30 } };
const voided: PaymentEvent = { type: 'payment.voided', data: { ...order, at: 10, due: 60 } };

function postingsAfter(...events: PaymentEvent[]): readonly Posting[] {
  const state = evolveAll(payment, payment.initial, events);
  assert.ok(state.state !== 'absent' && agrees(state));
  return state.postings;
}

function balancesAfter(...events: PaymentEvent[]) {
  return balancesOf(postingsAfter(...events));
}

const nothing = { 'provider-receivable': 0, 'member-prepayments': 0, 'refunds-payable': 0 };

describe('The ledger', () => {
  it('books a capture as owed by the provider and prepaid by the member', () =>
    assert.deepEqual(balancesAfter(captured), {
      ...nothing,
      'provider-receivable': 1_000,
      'member-prepayments': -1_000,
    }));

  it('books a refund that is decided as owed to the member', () =>
    assert.deepEqual(balancesAfter(captured, refunding), {
      ...nothing,
      'provider-receivable': 1_000,
      'refunds-payable': -1_000,
    }));

  it('is even once the money is given back', () =>
    assert.deepEqual(balancesAfter(captured, refunding, refunded), nothing));

  it('never books a charge that came too late as a prepayment', () => {
    assert.deepEqual(postingsOf(refunding, 'voided'), [
      { debit: 'provider-receivable', credit: 'refunds-payable', amount: 1_000, at: 20 },
    ]);
    assert.deepEqual(balancesAfter(voided, refunding, refunded), nothing);
  });

  it('books nothing where no money moves', () => {
    assert.deepEqual(balancesAfter(declined), nothing);
    assert.deepEqual(balancesAfter(voided), nothing);
    assert.deepEqual([...postingsOf(declined, 'absent'), ...postingsOf(voided, 'absent')], []);
  });

  it('keeps every posting and its time', () => {
    const postings = postingsAfter(captured, refunding, refunded);
    assert.deepEqual(
      postings.map(({ at }) => at),
      [10, 20, 30],
    );
  });

  describe('disagrees with a payment', () => {
    const postings = postingsAfter(captured);
    const all = postingsAfter(captured, refunding, refunded);

    it('that is captured without a posting', () =>
      assert.ok(!agrees({ state: 'captured', amount: 1_000, postings: [] })));
    it('that is captured for another amount', () => assert.ok(!agrees({ state: 'captured', amount: 999, postings })));
    it('that is captured twice', () =>
      assert.ok(!agrees({ state: 'captured', amount: 1_000, postings: [...postings, ...postings] })));
    it('that is refunded without a refund', () => assert.ok(!agrees({ state: 'refunded', amount: 1_000, postings })));
    it('that is refunded twice', () =>
      assert.ok(!agrees({ state: 'refunded', amount: 1_000, postings: [...all, ...all.slice(1)] })));
    it('that was voided and has a charge', () => assert.ok(!agrees({ state: 'voided', postings })));
    it('that owes a refund it has not booked', () =>
      assert.ok(!agrees({ state: 'refunding', amount: 1_000, postings })));
  });
});
