import { signal } from '@preact/signals';
import type { WaitlistView } from '../../../services/library/book/book.contract.ts';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { get } from '../../kit/api/http.ts';
import { Problem } from '../../kit/api/problem.ts';
import { onRefused } from '../../kit/outbox/outbox.ts';
import { readRow } from '../rental/read-rentals.ts';
import { destinationOf } from './destination.ts';
import { findings, type Step } from './findings.ts';

/** A book that came back, and what to do with it. */
export interface Returned {
  readonly rental: MypageView;
  readonly title: string;
  /** `asking`: the title has not said yet. `unknown`: it has not said in time, or cannot be asked. */
  readonly to: 'asking' | 'unknown' | 'shelf' | 'hold' | 'withdrawn';
  /** Who the copy is held for. */
  readonly member?: string;
  /** A librarian has read that it goes to the hold shelf. */
  readonly confirmed?: true;
}

/** The last books that came back at this desk, the newest first. */
export const returns = signal<readonly Returned[]>([]);

const shown = 5;
/** Milliseconds that the title has to hear of the return, and between two looks. */
const patience = 5_000;
const pause = 150;

/** Finds out where a copy goes that came back just now, and shows it. */
export async function followReturn(rental: MypageView, title: string): Promise<void> {
  const others = returns.value.filter((one) => one.rental.id !== rental.id);
  const unconfirmed = others.filter((one, index) => index < shown - 1 || isToConfirm(one));
  returns.value = [{ rental, title, to: 'asking' }, ...unconfirmed];
  await lookAgain(rental);
}

/** Asks the title once more, of a copy whose destination is not known. */
export async function lookAgain(rental: MypageView): Promise<void> {
  change(rental.id, { to: 'asking' });
  change(rental.id, await ask(rental).catch(whyNot));
}

/** A title that lent a copy and is not in the catalogue any more was withdrawn. */
function whyNot(error: unknown): Pick<Returned, 'to'> {
  return { to: error instanceof Problem && error.code === 'book-not-found' ? 'withdrawn' : 'unknown' };
}

/** Another desk took it back first: the copy may be in the hands of this librarian all the same. */
onRefused(({ about, name, body }, error) => {
  const { reqState } = body as { readonly reqState?: Step };
  if (reqState !== 'return' || !(error instanceof Problem) || error.state !== 'returned') return false;
  const rental = findings.value?.rows.find(({ id }) => about === `rental:${id}`);
  if (rental) void followReturn(rental, name);
  return false;
});

export function isToConfirm({ to, confirmed }: Returned): boolean {
  return to === 'hold' && !confirmed;
}

export function confirm({ rental }: Returned): void {
  change(rental.id, { confirmed: true });
}

async function ask(rental: MypageView): Promise<Pick<Returned, 'to' | 'member'>> {
  const until = AbortSignal.timeout(patience);
  if (rental.copy === undefined) return { to: 'unknown' };
  for (;;) {
    const waitlist = await get<WaitlistView>(`/books/${encodeURIComponent(rental.bookId)}/waitlist`, until);
    const found = destinationOf(waitlist, rental);
    if (found?.to === 'shelf') return found;
    if (found) return { to: 'hold', member: await memberOf(found.rentalId) };
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The member of a rental; its number as long as my page does not know of it. */
async function memberOf(rentalId: string): Promise<string> {
  const row = await readRow(rentalId, AbortSignal.timeout(patience)).catch(() => undefined);
  return row?.memberId ?? rentalId;
}

function change(id: string, part: Partial<Returned>): void {
  returns.value = returns.value.map((one) => (one.rental.id === id ? { ...one, ...part } : one));
}
