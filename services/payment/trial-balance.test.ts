import assert from 'node:assert/strict';
import { evolveAll } from '../../mixins/kernel/decider.ts';
import type { Query } from '../../mixins/store/collection.ts';
import type { PaymentEvent } from './payment.contract.ts';
import { type Payment, payment } from './payment.ts';
import { trialBalance } from './trial-balance.ts';

type Record = Payment & { readonly id: string };

function captured(id: string): Record {
  const charge = { amount: 1_000, memberId: 'kim', orderId: id, reference: id, at: 1 };
  const event: PaymentEvent = { type: 'payment.captured', data: charge };
  return { id, ...evolveAll(payment, payment.initial, [event]) };
}

/** Records in order of creation; `between` runs after each page. */
function stored(records: Record[], between: () => void = () => {}) {
  return {
    async slice({ limit, after = [0] }: Query & { readonly limit: number }) {
      const end = Number(after[0]) + limit;
      const rows = records.slice(Number(after[0]), end);
      const next = end < records.length ? { next: [end] } : {};
      between();
      return { rows, ...next };
    },
  };
}

const many = () => Array.from({ length: 1_200 }, (_, index) => captured(`p-${10_000 + index}`));

describe('The trial balance', () => {
  it('of no payments is empty and balanced', async () => {
    const { balanced, payments } = await trialBalance(stored([]));
    assert.deepEqual({ balanced, payments }, { balanced: true, payments: 0 });
  });

  it('sums each account over all pages', async () => {
    const { accounts, ...sums } = await trialBalance(stored(many()));
    const both = { debits: 1_200_000, credits: 1_200_000 };
    assert.deepEqual(sums, { balanced: true, payments: 1_200, ...both, discrepancies: [] });
    assert.deepEqual(accounts, {
      'provider-receivable': { debit: 1_200_000, credit: 0, balance: 1_200_000 },
      'member-prepayments': { debit: 0, credit: 1_200_000, balance: -1_200_000 },
      'refunds-payable': { debit: 0, credit: 0, balance: 0 },
    });
  });

  it('goes on to the payments that are made meanwhile', async () => {
    const records = many();
    const growing = stored(records, () => records.push(captured('p-new')));
    assert.equal((await trialBalance(growing)).payments, 1_202);
  });

  it('names a payment whose postings do not say what its state says', async () => {
    const wrong = { ...captured('p-wrong'), state: 'refunded' } as Record;
    const { balanced, discrepancies } = await trialBalance(stored([...many(), wrong]));
    assert.deepEqual({ balanced, discrepancies }, { balanced: false, discrepancies: ['p-wrong'] });
  });
});
