import type { BookView } from '../../services/library/book/book.contract.ts';
import type { RentalView, TransitionParams } from '../../services/library/rental/rental.contract.ts';
import { refresh } from '../book/books.ts';
import { explain } from '../notice/explain.ts';
import { tell } from '../notice/notice.ts';
import { newKey } from '../outbox/intent.ts';
import { submit } from '../outbox/outbox.ts';
import { known } from '../session/asking.ts';

/** What people want done with a rental. Each tells by itself when it could not be. */

export async function reserve({ id: bookId, title }: BookView): Promise<void> {
  const member = await known();
  if (!member) return;
  const body = { memberId: member.id, bookId };
  const about = `book:${bookId}`;
  const intent = { key: newKey(), by: member.id, about, name: title, method: 'POST', path: '/rentals', body } as const;
  await submit<RentalView>(intent).catch((error) => tell(explain(error), 'failed'));
  await refresh(bookId).catch(() => {});
}

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
  try {
    return await submit<RentalView>(intent);
  } catch (error) {
    tell(explain(error), 'failed');
    return undefined;
  }
}
