import assert from 'node:assert/strict';
import type { BookView } from '../../services/library/book/book.contract.ts';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { RentalStatus, RentalView } from '../../services/library/rental/rental.contract.ts';
import type { PaymentStatus, PaymentView, TrialBalance } from '../../services/payment/payment.contract.ts';

/** What an audit reads of a system. */
export interface Audited {
  /** Everything that a list has, over all its pages. */
  all<Item>(path: string): Promise<Item[]>;
  trialBalance(): Promise<TrialBalance>;
}

/** What has become of the payment of a rental that has come to rest. */
const paid: Partial<Record<RentalStatus, readonly PaymentStatus[]>> = {
  waiting: ['captured'],
  ready: ['captured'],
  rented: ['captured'],
  returned: ['captured'],
  refunded: ['refunded'],
  declined: ['declined'],
  abandoned: ['voided', 'refunded'],
};

/**
 * Reads all there is, and fails unless every rental has come to rest with its payment as it should be, no copy has
 * two holders, my page equals the rentals, and the ledger balances. It answers the rentals.
 */
export async function audit(system: Audited): Promise<readonly RentalView[]> {
  const rentals = await system.all<RentalView>('/rentals');
  const payments = new Map((await system.all<PaymentView>('/payments')).map((payment) => [payment.id, payment]));
  for (const { id, state, paymentId } of rentals) {
    const payment = payments.get(paymentId);
    assert.ok(payment && paid[state]?.includes(payment.state), `${id} is ${state}, its payment ${payment?.state}`);
  }
  checkCharges(rentals, payments.values());
  checkCopies(rentals, await system.all<BookView>('/books'));
  checkPages(rentals, await system.all<MypageView>('/mypages'));
  const { balanced, discrepancies } = await system.trialBalance();
  assert.ok(balanced, `the ledger does not balance: ${discrepancies}`);
  return rentals;
}

/** The library charges nothing but for a rental. */
function checkCharges(rentals: readonly RentalView[], payments: Iterable<PaymentView>): void {
  const known = new Set(rentals.map(({ paymentId }) => paymentId));
  for (const { id, state, orderKind } of payments)
    if (orderKind === undefined && (state === 'captured' || state === 'refunding'))
      assert.ok(known.has(id), `${id} is ${state} for no rental`);
}

/** A member who took the book before its title was told of it may hold a copy that the rental does not know. */
function checkCopies(rentals: readonly RentalView[], books: readonly BookView[]): void {
  const holders = rentals.filter(({ state }) => state === 'ready' || state === 'rented');
  const known = holders.filter(({ copy }) => copy !== undefined);
  for (const [copy, { length }] of Map.groupBy(known, ({ bookId, copy }) => `copy ${copy} of ${bookId}`))
    assert.equal(length, 1, `${copy} has ${length} holders`);
  for (const { id, copies, available, waiting } of books) {
    const ofBook = ({ bookId }: RentalView) => bookId === id;
    const out = copies - available;
    const [least, most] = [known.filter(ofBook).length, holders.filter(ofBook).length];
    assert.ok(least <= out && out <= most, `${out} copies of ${id} are out, but ${least} to ${most} are held`);
    const queue = rentals.filter(({ bookId, state }) => bookId === id && state === 'waiting').length;
    assert.equal(waiting, queue, `waitlist of ${id}`);
  }
}

function checkPages(rentals: readonly RentalView[], pages: readonly MypageView[]): void {
  const shown = pages.map(({ bookStatus: _, updatedAt: __, version: ___, ...page }) => page);
  const expected = rentals.map(({ paymentId: _, override: __, ...rental }) => rental);
  assert.deepEqual(byId(shown), byId(expected));
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
