import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { bookOf } from '../book/books.ts';
import { say } from '../language/language.ts';

/** What a rental is of, in people's words; the number of the title as long as nothing else is known. */
export function titleOf({ title, bookId }: Pick<MypageView, 'title' | 'bookId'>): string {
  return title || bookOf(bookId)?.title || say.value.rental.untitled(bookId);
}
