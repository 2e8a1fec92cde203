import { close, notices, tell } from '../../kit/notice/notice.ts';
import { books, refresh } from '../book/books.ts';
import { say } from '../language/language.ts';
import type { Change } from './changes.ts';
import { onChange } from './rentals.ts';
import { titleOf } from './title.ts';

/** Tells what becomes of the member's rentals, whatever page they look at. */
onChange((change) => {
  const { rental, before } = change;
  const about = `rental:${rental.id}`;
  if (books.value.has(rental.bookId)) refresh(rental.bookId).catch(() => {});
  const link = { href: '/app/library/mypage', name: say.value.catalogue.seeMine };
  const isNews = rental.state === 'ready' && before?.state === 'waiting';
  const text = sentenceOf(change);
  if (text) tell(text, isNews ? 'news' : 'done', { about, ...(isNews && { link }) });
  else for (const notice of notices.value) if (notice.about === about) close(notice.id);
});

/** What there is to tell; nothing of the passing states, which never last. */
function sentenceOf({ rental }: Change): string | undefined {
  const { told, reasons } = say.value.rental;
  const sentence = told[rental.state]?.(titleOf(rental));
  // Nobody has to be told why they cancelled.
  const reason = rental.reason === undefined || rental.reason === 'member' ? undefined : reasons[rental.reason];
  return sentence && [sentence, rental.state === 'refunded' && reason].filter(Boolean).join(' ');
}
