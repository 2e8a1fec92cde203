import { isDeepStrictEqual } from 'node:util';
import { type Evidence, type LedgerRow, recordsOf } from '../../mixins/proof.ts';
import { agrees, balancesOf } from './ledger.ts';
import type { Account } from './payment.contract.ts';
import type { Payment } from './payment.ts';

type Booking = LedgerRow & { readonly debit: Account; readonly credit: Account };

/**
 * The ledger balances to zero, says of each payment what its state says, and its receivable is what stands at the
 * provider.
 */
export function ledgerBalances(evidence: Evidence): string[] {
  const { movements } = evidence;
  const postings = evidence.postings as readonly Booking[];
  const payments = recordsOf<Payment>(evidence, 'payment');
  const found: string[] = [];
  const rows = Map.groupBy(postings, ({ paymentId }) => paymentId);
  for (const { id, state: payment } of payments) {
    if (payment.state === 'absent') continue;
    const booked = (rows.get(id) ?? []).map(({ debit, credit, amount }) => ({ debit, credit, amount }));
    const kept = payment.postings.map(({ debit, credit, amount }) => ({ debit, credit, amount }));
    if (!isDeepStrictEqual(booked, kept)) found.push(`the ledger of ${id} is not what the payment says it posted`);
    if (!agrees({ ...payment, postings: booked }))
      found.push(`${id} is ${payment.state}, and its postings say otherwise`);
  }
  const known = new Set(payments.map(({ id }) => id));
  for (const id of rows.keys()) if (!known.has(id)) found.push(`the ledger has postings of ${id}, which is no payment`);
  const balances = balancesOf(postings);
  const sum = Object.values(balances).reduce((total, balance) => total + balance, 0);
  if (sum !== 0) found.push(`the ledger sums to ${sum}`);
  const standing = movements.reduce((total, { amount, charged, refunded }) => total + amount * (charged - refunded), 0);
  if (balances['provider-receivable'] !== standing)
    found.push(`the ledger says that the provider owes ${balances['provider-receivable']}, the provider ${standing}`);
  return found;
}
