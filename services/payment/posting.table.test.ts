import assert from 'node:assert/strict';
import { evolveAll } from '../../mixins/kernel/decider.ts';
import { envelop } from '../../mixins/kernel/event.ts';
import { harness, openStore } from '../../test/support/postgres-store.ts';
import { usePlaces, useReplicas } from '../../test/support/replicas.ts';
import type { PaymentEvent } from './payment.contract.ts';
import { type Payment, payment } from './payment.ts';
import { postingTable } from './posting.table.ts';
import { trialBalance } from './trial-balance.ts';

const order = { memberId: 'kim', orderId: 'r1', amount: 1_000, reference: 'p-1' };
const captured: PaymentEvent = { type: 'payment.captured', data: { ...order, at: 1 } };
const refunding: PaymentEvent = { type: 'payment.refunding', data: { ...order, at: 2, due: 9 } };
const refunded: PaymentEvent = { type: 'payment.refunded', data: { ...order, at: 3 } };
const voided: PaymentEvent = { type: 'payment.voided', data: { memberId: 'kim', orderId: 'r1', at: 1 } };
const collection = { name: 'payment', columns: { due: { type: 'integer' } }, rows: [postingTable] } as const;

describe('The ledger as a table', () => {
  usePlaces(harness);
  const given = useReplicas({ ...harness, openReplica: (place) => openStore<Payment>(place, collection) });
  let ledger: Awaited<ReturnType<typeof given.open>>;
  beforeEach(async () => {
    ledger = await given.open();
  });

  /** One write for each event, as the actor makes them. */
  const happened = async (id: string, ...events: PaymentEvent[]) => {
    for (const [version, event] of events.entries()) {
      const state = evolveAll(payment, payment.initial, events.slice(0, version + 1));
      const origin = { source: '/payment', subject: id, at: 0, correlationId: 'c', causationId: 'c' };
      const change = {
        id,
        expectedVersion: version,
        version: version + 1,
        state,
        events: envelop([event], version, origin),
      };
      assert.ok(await ledger.store.commit(change));
    }
  };
  const sql = (text: string) => ledger.database.query({ text, values: [] });

  it('has a row for each posting, as soon as the payment has it', async () => {
    await happened('p-1', captured, refunding, refunded);
    await happened('p-2', voided);
    const postings = await sql('SELECT id, n, debit, credit, amount::integer, at::integer FROM posting ORDER BY id, n');
    assert.deepEqual(postings, [
      { id: 'p-1', n: 0, debit: 'provider-receivable', credit: 'member-prepayments', amount: 1_000, at: 1 },
      { id: 'p-1', n: 1, debit: 'member-prepayments', credit: 'refunds-payable', amount: 1_000, at: 2 },
      { id: 'p-1', n: 2, debit: 'refunds-payable', credit: 'provider-receivable', amount: 1_000, at: 3 },
    ]);
  });

  it('writes no row for a change that is refused', async () => {
    await happened('p-1', captured);
    const state = evolveAll(payment, payment.initial, [captured, refunding]);
    assert.equal(await ledger.store.commit({ id: 'p-1', expectedVersion: 7, version: 8, state, events: [] }), false);
    assert.equal((await sql('SELECT * FROM posting')).length, 1);
  });

  it('answers the trial balance', async () => {
    for (let number = 1; number <= 30; number += 1) await happened(`paid-${number}`, captured);
    for (let number = 1; number <= 20; number += 1) await happened(`back-${number}`, captured, refunding, refunded);
    await happened('going', captured, refunding);
    await happened('late', voided, refunding);
    await happened('void', voided);
    const balance = await trialBalance(ledger.store);
    assert.deepEqual(balance, {
      balanced: true,
      payments: 53,
      debits: 93_000,
      credits: 93_000,
      accounts: {
        'provider-receivable': { debit: 52_000, credit: 20_000, balance: 32_000 },
        'member-prepayments': { debit: 21_000, credit: 51_000, balance: -30_000 },
        'refunds-payable': { debit: 20_000, credit: 22_000, balance: -2_000 },
      },
      discrepancies: [],
    });
    const byPage = await trialBalance({ slice: (query) => ledger.store.slice(query) });
    assert.deepEqual(byPage, balance, 'page by page it is the same');
  });

  it('is empty and balanced without payments', async () => {
    const { balanced, payments } = await trialBalance(ledger.store);
    assert.deepEqual({ balanced, payments }, { balanced: true, payments: 0 });
  });

  it('names the payments whose rows do not say what their state says', async () => {
    await happened('good', captured);
    await happened('lost', captured);
    await happened('less', captured);
    await sql("DELETE FROM posting WHERE id = 'lost'");
    await sql("UPDATE posting SET amount = 1 WHERE id = 'less'");
    const { balanced, discrepancies } = await trialBalance(ledger.store);
    assert.deepEqual(
      { balanced, discrepancies: [...discrepancies].sort() },
      { balanced: false, discrepancies: ['less', 'lost'] },
    );
  });

  const impossible: Record<string, string> = {
    'of nothing': "('p-1', 9, 'provider-receivable', 'member-prepayments', 0, 1)",
    'that moves nothing': "('p-1', 9, 'provider-receivable', 'provider-receivable', 1000, 1)",
    'of an unknown account': "('p-1', 9, 'provider-receivable', 'pocket', 1000, 1)",
    'with one side': "('p-1', 9, 'provider-receivable', NULL, 1000, 1)",
    'of no payment': "('p-9', 0, 'provider-receivable', 'member-prepayments', 1000, 1)",
  };
  for (const [what, row] of Object.entries(impossible))
    it(`refuses an entry ${what}`, async () => {
      await happened('p-1', captured);
      await assert.rejects(sql(`INSERT INTO posting(id, n, debit, credit, amount, at) VALUES ${row}`), /violates/);
      assert.equal((await sql('SELECT * FROM posting')).length, 1);
    });
});
