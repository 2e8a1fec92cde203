import { useSignal } from '@preact/signals';
import type { OrderTerms } from '../../services/market/order/order.contract.ts';
import type { Page } from '../kit/api/http.ts';
import { won } from '../kit/language/format.ts';
import { useRead } from '../kit/live/read.ts';
import { useHeading } from '../kit/shell/page.ts';
import { say } from './language/language.ts';
import { Ordering } from './ordering.tsx';
import type { Title } from './titles.ts';
import './market.css';

/** Books with their price: a customer orders copies of one. */
export default function Books() {
  const words = say.value.books;
  const heading = useHeading(say.value.pages.books);
  const price = useRead<OrderTerms>('/market/terms').value.body?.price;
  const sought = useSignal('');
  return (
    <>
      <h1 {...heading}>{say.value.pages.books}</h1>
      {price !== undefined && <p class="soft">{words.price(won(price))}</p>}
      <Search
        onSearch={(text) => {
          sought.value = text;
        }}
      />
      <Found sought={sought.value} price={price} />
      <section class="card stack" aria-labelledby="by-number" data-part="book" tabIndex={-1}>
        <h2 id="by-number">{words.byNumber}</h2>
        <Ordering price={price} />
      </section>
    </>
  );
}

function Search({ onSearch }: { readonly onSearch: (text: string) => void }) {
  const words = say.value.books;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSearch(String(new FormData(event.currentTarget as HTMLFormElement).get('search')).trim());
  };
  return (
    <search>
      <form class="finder" onSubmit={submit}>
        <label>
          {words.search}
          <input type="search" name="search" maxLength={100} />
        </label>
        <button type="submit">{words.find}</button>
      </form>
    </search>
  );
}

interface FoundProps {
  readonly sought: string;
  /** Of a copy, in won. */
  readonly price: number | undefined;
}

function Found({ sought, price }: FoundProps) {
  const words = say.value.books;
  const query = new URLSearchParams({ pageSize: '20', ...(sought && { search: sought }) });
  const { body, failure } = useRead<Page<Title>>(`/books?${query}`).value;
  if (!body) return <p role="status">{failure ?? say.value.loading}</p>;
  return (
    <>
      <p role="status" class="soft">
        {body.total === 0 ? words.none : words.found(body.total)}
      </p>
      <ul class="stack">
        {body.rows.map((book) => (
          <li key={book.id} class="card offer" data-part={`book:${book.id}`} tabIndex={-1}>
            <div class="lines">
              <h2>{book.title}</h2>
              <p class="soft">{book.authors}</p>
              {price !== undefined && <p>{words.each(won(price))}</p>}
            </div>
            <Ordering book={book} price={price} />
          </li>
        ))}
      </ul>
    </>
  );
}
