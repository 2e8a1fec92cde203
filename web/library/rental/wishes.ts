import type { BookView } from '../../../services/library/book/book.contract.ts';
import type { RentalView, TransitionParams } from '../../../services/library/rental/rental.contract.ts';
import { Problem } from '../../kit/api/problem.ts';
import { type Intent, newKey } from '../../kit/outbox/intent.ts';
import { onRefused, submit } from '../../kit/outbox/outbox.ts';
import { asking, known } from '../../kit/session/asking.ts';
import type { Errand } from '../../kit/session/oidc.ts';
import { refresh } from '../book/books.ts';
import { askToReserve } from './question.ts';
import { awaitNews } from './rentals.ts';

/** What people want done with a rental. What is refused is told wherever it was asked for. */

/** @param wait does the member queue if no copy is free? */
export async function reserve({ id: bookId, title }: Pick<BookView, 'id' | 'title'>, wait: boolean): Promise<void> {
  const member = await known(errandOf(bookId));
  if (!member) return;
  const body = { memberId: member.id, bookId, ...(!wait && { wait }) };
  const about = aboutBook + bookId;
  const intent = { key: newKey(), by: member.id, about, name: title, method: 'POST', path: '/rentals', body } as const;
  const reserved = await submit<RentalView>(intent).catch(() => undefined);
  if (reserved) awaitNews(reserved.id);
  await refresh(bookId).catch(() => {});
}

const aboutBook = 'book:';

/** @returns the rental as it is then; none when it could not be done */
export async function ask(
  { id, title }: { readonly id: string; readonly title: string },
  reqState: TransitionParams['reqState'],
): Promise<RentalView | undefined> {
  const actor = await known();
  if (!actor) return undefined;
  const path = `/rentals/${encodeURIComponent(id)}`;
  const about = `rental:${id}`;
  const intent = {
    key: newKey(),
    by: actor.id,
    about,
    name: title,
    method: 'PATCH',
    path,
    body: { reqState },
  } as const;
  return submit<RentalView>(intent).catch(() => undefined);
}

onRefused((intent, error) => {
  const bookId = bookOf(intent);
  if (bookId !== undefined && error instanceof Problem) {
    if (error.code === 'would-wait') void askToReserve({ id: bookId }, 'taken');
    else if (error.status === 401) asking.open(errandOf(bookId));
    else return false;
    return true;
  }
  return false;
});

/** Reserving, for who has to sign in first. */
function errandOf(bookId: string): Errand {
  return { of: 'library', what: bookId };
}

function bookOf({ about }: Intent): string | undefined {
  return about.startsWith(aboutBook) ? about.slice(aboutBook.length) : undefined;
}
