import type { Account, PaymentEvent, PaymentStatus } from './payment.contract.ts';

/**
 * The ledger of payments, in double entry: a posting debits one account and credits another with the same
 * amount, so that the books always balance. Postings are only ever added.
 *
 * - `provider-receivable`, an asset: what the provider has charged and still owes to us.
 * - `member-prepayments`, a liability: paid by members for what they have yet to receive (a contract
 *   liability, IFRS 15.106).
 * - `refunds-payable`, a liability: what is to be given back to members (a refund liability, IFRS 15.55).
 */
export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  /** Whole won, above zero. */
  readonly amount: number;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * What an event posts for a payment that had this state before it. A charge that came too late to pay for
 * anything is owed back from the start, so it never is a prepayment.
 */
export function postingsOf(event: PaymentEvent, before: PaymentStatus | 'absent'): readonly Posting[] {
  switch (event.type) {
    case 'payment.captured':
      return [post(event, 'provider-receivable', 'member-prepayments')];
    case 'payment.refunding':
      return [post(event, before === 'captured' ? 'member-prepayments' : 'provider-receivable', 'refunds-payable')];
    case 'payment.refunded':
      return [post(event, 'refunds-payable', 'provider-receivable')];
    case 'payment.declined':
    case 'payment.voided':
      return [];
  }
}

type Entry = Omit<Posting, 'at'>;

/** Debits less credits of each account. */
export function balancesOf(postings: readonly Entry[]): Record<Account, number> {
  const balances = { 'provider-receivable': 0, 'member-prepayments': 0, 'refunds-payable': 0 };
  for (const { debit, credit, amount } of postings) {
    balances[debit] += amount;
    balances[credit] -= amount;
  }
  return balances;
}

/** A payment as the ledger sees it. */
export interface Booked {
  readonly state: PaymentStatus;
  readonly amount?: number;
  readonly postings: readonly Entry[];
}

/** Do the postings of a payment say what its state says? */
export function agrees({ state, amount = 0, postings }: Booked): boolean {
  const { 'provider-receivable': receivable, ...owed } = balancesOf(postings);
  const charged = state === 'captured' || state === 'refunding' ? amount : 0;
  return (
    receivable === charged &&
    owed['member-prepayments'] === (state === 'captured' ? -amount : 0) &&
    owed['refunds-payable'] === (state === 'refunding' ? -amount : 0)
  );
}

function post({ data }: { data: { amount: number; at: number } }, debit: Account, credit: Account): Posting {
  return { debit, credit, amount: data.amount, at: data.at };
}
