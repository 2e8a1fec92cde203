import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { RowTable } from '../../mixins/store/collection.ts';
import type { Booked } from './ledger.ts';
import type { Account } from './payment.contract.ts';
import type { Payment } from './payment.ts';

const accounts: readonly Account[] = ['provider-receivable', 'member-prepayments', 'refunds-payable'];
const isAccount = `IN (${accounts.map((account) => `'${account}'`).join(', ')})`;

/**
 * The ledger as a table, where payments are kept relationally. An entry is one row with both its sides, so that
 * none can be there without the other or with another amount.
 */
export const postingTable: RowTable = {
  name: 'posting',
  columns: { debit: 'text', credit: 'text', amount: 'integer', at: 'integer' },
  check: `amount > 0 AND debit <> credit AND debit ${isAccount} AND credit ${isAccount}`,
  rowsOf: (payment: Payment) => (payment.state === 'absent' ? [] : payment.postings),
};

/** Payments that are the same to the ledger. */
export interface Alike extends Booked {
  readonly payments: number;
  /** The first 100 of them. */
  readonly ids: readonly string[];
}

/** One statement, so the payments are as they were at one moment. There are few ways to be booked, however many they are. */
const alike = `
  SELECT state, amount, postings::json, count(*)::integer AS payments, (array_agg(id ORDER BY id))[1:100] AS ids
  FROM (
    SELECT id, payment.body ->> 'state' AS state, (payment.body ->> 'amount')::float8 AS amount,
      coalesce(postings, '[]') AS postings
    FROM payment LEFT JOIN (
      SELECT id, json_agg(json_build_object('debit', debit, 'credit', credit, 'amount', amount) ORDER BY n)::text AS postings
      FROM posting GROUP BY id
    ) AS posted USING (id)
  ) AS booked
  GROUP BY state, amount, postings`;

/** What the table says of every payment; nothing where the store has no tables of rows. */
export async function readPostings(payments: Pick<StoreAdapter<Payment>, 'report'>): Promise<Alike[] | undefined> {
  const rows = await payments.report?.<Alike & { readonly amount: number | null }>(alike);
  return rows?.map(({ amount, ...booked }) => (amount === null ? booked : { ...booked, amount }));
}
