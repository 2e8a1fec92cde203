import { useEffect } from 'preact/hooks';
import { won } from '../language/format.ts';
import { say } from '../language/language.ts';
import { useHeading } from '../shell/page.ts';
import { BookCard } from './book-card.tsx';
import { askFee, fee } from './fee.ts';
import { failed, found, foundBooks, more, searchWhileTyping, text } from './search.ts';
import './catalogue.css';

export function Catalogue() {
  const words = say.value.catalogue;
  useEffect(() => {
    void askFee();
    return searchWhileTyping();
  }, []);
  return (
    <>
      <h1 {...useHeading(words.title)}>{words.title}</h1>
      <search class="search">
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={text.value}
          maxLength={100}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
        <div class="heading soft small">
          <p role="status">{failed.value ?? (found.value ? words.found(found.value.total) : say.value.loading)}</p>
          <p>{fee.value !== undefined && words.fee(won(fee.value))}</p>
        </div>
      </search>
      <Results />
    </>
  );
}

function Results() {
  const words = say.value.catalogue;
  const rows = foundBooks();
  if (!found.value) return null;
  if (rows.length === 0) return <p class="empty">{found.value.text ? words.none(found.value.text) : words.empty}</p>;
  return (
    <>
      <ul class="books">
        {rows.map((book) => (
          <BookCard key={book.id} book={book} />
        ))}
      </ul>
      {rows.length < found.value.total && (
        <button type="button" class="plain more" onClick={() => void more()}>
          {words.more}
        </button>
      )}
    </>
  );
}
