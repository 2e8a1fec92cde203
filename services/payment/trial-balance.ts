import { setImmediate as breathe } from 'node:timers/promises';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import { agrees } from './ledger.ts';
import type { TrialBalance } from './payment.contract.ts';
import type { Payment } from './payment.ts';

/** The records, which are found in pages. */
type Payments = Pick<StoreAdapter<Payment>, 'find'>;

/** Payments that are in memory at once. */
const pageSize = 500;
const discrepanciesShown = 100;

/** Sums the ledger, payment by payment, while the service goes on serving. */
export async function trialBalance(payments: Payments): Promise<TrialBalance> {
  const accounts = { 'provider-receivable': empty(), 'member-prepayments': empty(), 'refunds-payable': empty() };
  const discrepancies: string[] = [];
  let counted = 0;
  for await (const payment of inOrder(payments)) {
    if (payment.state === 'absent') continue;
    counted += 1;
    for (const { debit, credit, amount } of payment.postings) {
      accounts[debit].debit += amount;
      accounts[credit].credit += amount;
    }
    if (!agrees(payment) && discrepancies.length < discrepanciesShown) discrepancies.push(payment.id);
  }
  for (const account of Object.values(accounts)) account.balance = account.debit - account.credit;
  const sum = Object.values(accounts).reduce((total, { balance }) => total + balance, 0);
  return { balanced: sum === 0 && discrepancies.length === 0, payments: counted, accounts, discrepancies };
}

/** In order of creation: what is paid meanwhile comes last, and moves nothing to another page. */
async function* inOrder(payments: Payments): AsyncGenerator<Payment & { readonly id: string }> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await payments.find({ sort: ['created'], limit: pageSize, offset });
    yield* page;
    if (page.length < pageSize) return;
    await breathe();
  }
}

function empty() {
  return { debit: 0, credit: 0, balance: 0 };
}
