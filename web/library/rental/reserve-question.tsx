import { useEffect } from 'preact/hooks';
import { price } from '../../kit/language/format.ts';
import { Dialog } from '../../kit/shell/dialog.tsx';
import { books } from '../book/books.ts';
import { askFee, fee } from '../catalogue/fee.ts';
import { say } from '../language/language.ts';
import { type Question, question } from './question.ts';
import { connection, currentOf, loaded } from './rentals.ts';
import { reserve } from './wishes.ts';

/** Asks before a reservation that the reader did not ask for in these words: it costs money, and may have to wait. */
export function ReserveQuestion() {
  const asked = question.value;
  // Who has just signed in may have the title already.
  if (!asked || !(loaded.value || connection.value === 'lost')) return null;
  return currentOf(asked.book.id) ? <Forget /> : <Asked asked={asked} />;
}

function Forget() {
  useEffect(forget, []);
  return null;
}

function forget(): void {
  question.value = undefined;
}

function Asked({ asked: { book, why } }: { readonly asked: Question }) {
  const words = say.value.catalogue;
  useEffect(() => void askFee(), []);
  const { title, available, waiting } = books.value.get(book.id) ?? book;
  const isFree = available > 0;
  const position = waiting + 1;
  return (
    <Dialog title={isFree ? words.reserveSure(title) : words.joinSure(title)} onClose={forget}>
      {!isFree && <p>{why === 'taken' ? words.taken(position) : words.allOut(position)}</p>}
      {fee.value !== undefined && <p>{words.fee(price(fee.value))}</p>}
      <div class="row">
        <button
          type="button"
          autofocus
          onClick={() => {
            forget();
            void reserve(book, !isFree);
          }}
        >
          {isFree ? words.reserve : words.join(position)}
        </button>
        <button type="button" class="plain" onClick={forget}>
          {words.notNow}
        </button>
      </div>
    </Dialog>
  );
}
