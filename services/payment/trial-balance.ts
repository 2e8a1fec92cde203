import { inParts } from '../../mixins/reads/parts.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import { breathe } from '../../mixins/waiting/waiting.ts';
import { agrees } from './ledger.ts';
import type { TrialBalance } from './payment.contract.ts';
import type { Payment } from './payment.ts';
import { type Alike, readPostings } from './posting.table.ts';

/** The records: read in parts, or read from the table of postings where there is one. */
type Payments = Pick<StoreAdapter<Payment>, 'slice' | 'report'>;

/** Payments that are in memory at once. */
const pageSize = 500;
const discrepanciesShown = 100;

/** Sums the ledger while the service goes on serving. */
export async function trialBalance(payments: Payments): Promise<TrialBalance> {
  const accounts = { 'provider-receivable': empty(), 'member-prepayments': empty(), 'refunds-payable': empty() };
  const discrepancies: string[] = [];
  let counted = 0;
  for await (const { payments: count, ids, ...booked } of booking(payments)) {
    counted += count;
    for (const { debit, credit, amount } of booked.postings) {
      accounts[debit].debit += amount * count;
      accounts[credit].credit += amount * count;
    }
    if (!agrees(booked)) discrepancies.push(...ids.slice(0, discrepanciesShown - discrepancies.length));
  }
  for (const account of Object.values(accounts)) account.balance = account.debit - account.credit;
  const debits = Object.values(accounts).reduce((sum, { debit }) => sum + debit, 0);
  const credits = Object.values(accounts).reduce((sum, { credit }) => sum + credit, 0);
  const balanced = debits === credits && discrepancies.length === 0;
  return { balanced, payments: counted, debits, credits, accounts, discrepancies };
}

async function* booking(payments: Payments): AsyncGenerator<Alike> {
  const posted = await readPostings(payments);
  if (posted) return yield* posted;
  for await (const { id, ...payment } of inOrder(payments))
    if (payment.state !== 'absent') yield { ...payment, payments: 1, ids: [id] };
}

async function* inOrder(payments: Payments): AsyncGenerator<Payment & { readonly id: string }> {
  for await (const part of inParts(payments, pageSize)) {
    yield* part;
    await breathe();
  }
}

function empty() {
  return { debit: 0, credit: 0, balance: 0 };
}
