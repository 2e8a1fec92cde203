import { useSignal } from '@preact/signals';
import { won } from '../kit/language/format.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { say } from './language/language.ts';
import type { Title } from './titles.ts';
import { order } from './wishes.ts';

/** Copies in one order at most. */
const most = 1_000;

interface OrderingProps {
  /** Without it, the customer gives the number of a book. */
  readonly book?: Title;
  /** Of a copy, in won. */
  readonly price: number | undefined;
}

/** A form that orders copies of a book. */
export function Ordering({ book, price }: OrderingProps) {
  const words = say.value.books;
  const qty = useSignal(1);
  const about = `market:${book?.id ?? ''}`;
  const pending = pendingAbout(about);
  const button = price === undefined || !(qty.value > 0) ? words.order : words.pay(won(price * qty.value));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const bookId = book?.id ?? String(new FormData(form).get('bookId'));
    const name = book?.title ?? words.book(bookId);
    const ordered = await order({ bookId, qty: qty.value, name, about });
    if (!ordered) return;
    const link = { href: '/app/market/orders', name: words.seeOrders };
    tell(words.ordered(name, ordered.qty, won(ordered.amount)), 'done', { link });
    form.reset();
    qty.value = 1;
  };
  return (
    <div class="lines">
      <form
        class="finder wraps ordering"
        aria-label={book && words.orderOf(book.title)}
        onSubmit={(event) => void submit(event)}
      >
        {!book && (
          <label>
            {words.number}
            <input name="bookId" required maxLength={100} pattern="[^\s].*" />
          </label>
        )}
        <label class="qty">
          {words.qty}
          <input
            type="number"
            name="qty"
            required
            min={1}
            max={most}
            defaultValue="1"
            onInput={({ currentTarget }) => {
              qty.value = currentTarget.valueAsNumber;
            }}
          />
        </label>
        <button type="submit" disabled={pending !== undefined} aria-label={book && words.orderWhat(button, book.title)}>
          {button}
        </button>
      </form>
      {pending && <Progress of={pending} />}
    </div>
  );
}
