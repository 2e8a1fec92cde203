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
    case 'payment.refunding': {
      const isPaid = before === 'captured' || before === 'returned';
      return [post(rest(event), isPaid ? 'member-prepayments' : 'provider-receivable', 'refunds-payable')];
    }
    case 'payment.refunded':
      return before === 'refunding' ? [post(rest(event), 'refunds-payable', 'provider-receivable')] : [];
    case 'payment.returning':
      return [post(lastPart(event), 'member-prepayments', 'refunds-payable')];
    case 'payment.returned':
      return [post(lastPart(event), 'refunds-payable', 'provider-receivable')];
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

/** Do the postings of a payment say what its state says? Of one that parts were given back of, only the rest stands. */
export function agrees({ state, amount = 0, postings }: Booked): boolean {
  const {
    'provider-receivable': receivable,
    'member-prepayments': prepaid,
    'refunds-payable': owed,
  } = balancesOf(postings);
  switch (state) {
    case 'captured':
      return receivable === amount && prepaid === -amount && owed === 0;
    case 'returning':
      return receivable <= amount && owed < 0 && prepaid <= 0 && receivable + prepaid + owed === 0;
    case 'returned':
      return receivable >= 0 && receivable < amount && prepaid === -receivable && owed === 0;
    case 'refunding':
      return receivable > 0 && receivable <= amount && owed === -receivable && prepaid === 0;
    default:
      return receivable === 0 && prepaid === 0 && owed === 0;
  }
}

interface Moved {
  readonly data: { readonly amount: number; readonly at: number };
}
interface InParts extends Moved {
  readonly data: Moved['data'] & { readonly refunds?: readonly { readonly amount: number }[] };
}

/** What was not given back in parts. */
function rest({ data }: InParts): Moved {
  const amount = (data.refunds ?? []).reduce((left, part) => left - part.amount, data.amount);
  return { data: { amount, at: data.at } };
}

function lastPart({ data }: InParts): Moved {
  return { data: { amount: data.refunds?.at(-1)?.amount ?? 0, at: data.at } };
}

function post({ data }: Moved, debit: Account, credit: Account): Posting {
  return { debit, credit, amount: data.amount, at: data.at };
}
