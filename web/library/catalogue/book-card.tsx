import type { BookView } from '../../../services/library/book/book.contract.ts';
import { languageName } from '../../kit/language/format.ts';
import { pendingAbout } from '../../kit/outbox/outbox.ts';
import { Progress } from '../../kit/outbox/progress.tsx';
import { Cover } from '../book/cover.tsx';
import { say } from '../language/language.ts';
import { hintOf } from '../rental/hint.ts';
import { currentOf } from '../rental/rentals.ts';
import { StateBadge } from '../rental/state-badge.tsx';
import { reserve } from '../rental/wishes.ts';

export function BookCard({ book }: { readonly book: BookView }) {
  const { title, authors, year, language } = book;
  const facts = [year, language && languageName(language)].filter((fact) => fact !== undefined);
  return (
    <li class="card book" data-book={book.id} data-part={`book:${book.id}`} tabIndex={-1}>
      <Cover title={title} />
      <div class="book-text">
        <h2>{title}</h2>
        <p class="soft">{authors}</p>
        <p class="soft small">{facts.join(' · ')}</p>
      </div>
      <div class="book-actions">
        <Availability book={book} />
        <Choice book={book} />
      </div>
    </li>
  );
}

function Availability({ book: { id, available, copies, waiting } }: { readonly book: BookView }) {
  const { free, queue, queueWithYou } = say.value.catalogue;
  if (available > 0) return <span class="badge good">{free(available, copies)}</span>;
  const isWaiting = currentOf(id)?.state === 'waiting';
  return <span class="badge warm">{isWaiting ? queueWithYou(Math.max(waiting - 1, 0)) : queue(waiting)}</span>;
}

/** What can be done about the title, or what has been. */
function Choice({ book }: { readonly book: BookView }) {
  const words = say.value.catalogue;
  const current = currentOf(book.id);
  const underWay = pendingAbout(`book:${book.id}`);
  if (current)
    return (
      <div class="row">
        <StateBadge rental={current} />
        <span class="small">{hintOf(current)}</span>
        <a href="/app/library/mypage">{words.seeMine}</a>
      </div>
    );
  if (underWay) return <Progress of={underWay} />;
  const position = book.waiting + 1;
  const isFree = book.available > 0;
  return (
    <button
      type="button"
      class={isFree ? undefined : 'plain'}
      aria-label={isFree ? words.reserveWhat(book.title) : words.joinWhat(book.title, position)}
      onClick={() => void reserve(book, !isFree)}
    >
      {isFree ? words.reserve : words.join(position)}
    </button>
  );
}
