import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { price } from '../../kit/language/format.ts';
import { useHeading } from '../../kit/shell/page.ts';
import { placeBefore, usePlace } from '../../kit/shell/place.ts';
import { followCounts } from '../book/live-counts.ts';
import { say } from '../language/language.ts';
import { addressOf, shownBy } from './address.ts';
import { BookCard } from './book-card.tsx';
import { askFee, fee } from './fee.ts';
import { composing, failed, found, foundBooks, more, searchWhileTyping, show, text } from './search.ts';
import './catalogue.css';

export default function Catalogue() {
  const words = say.value.catalogue;
  const heading = useHeading(words.title, placeBefore() !== undefined);
  useAddress();
  useEffect(() => {
    void askFee();
    const ends = [searchWhileTyping(), followCounts()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return (
    <>
      <h1 {...heading}>{words.title}</h1>
      <search class="search">
        <SearchField />
        <div class="heading soft small">
          <p role="status">{failed.value ?? (found.value ? words.found(found.value.total) : say.value.loading)}</p>
          <p>{fee.value !== undefined && words.fee(price(fee.value))}</p>
        </div>
      </search>
      {found.value && <Results />}
    </>
  );
}

/** The address that this page has given itself last: every other is one that the reader has come to. */
let ownAddress: string | undefined;

/** Shows what the address says, and lets it say what is shown. */
function useAddress(): void {
  const { query, url, route } = useLocation();
  useEffect(() => {
    if (url !== ownAddress) show(shownBy(query));
    ownAddress = url;
  }, [url]);
  useEffect(() => {
    const address = found.value && addressOf(found.value);
    if (!address || addressOf(shownBy(query)) === address) return;
    ownAddress = address;
    route(address, true);
  }, [found.value]);
  useEffect(
    () => () => {
      ownAddress = undefined;
    },
    [],
  );
}

function SearchField() {
  const words = say.value.catalogue;
  return (
    <input
      type="search"
      aria-label={words.search}
      placeholder={words.search}
      value={text.value}
      maxLength={100}
      onInput={({ currentTarget }) => {
        text.value = currentTarget.value;
      }}
      onCompositionStart={() => {
        composing.value = true;
      }}
      onCompositionEnd={() => {
        composing.value = false;
      }}
    />
  );
}

function Results() {
  const words = say.value.catalogue;
  const rows = foundBooks();
  const wanted = found.value?.text ?? '';
  usePlace(rows.length > 0);
  if (rows.length === 0) return <p class="empty">{wanted ? words.none(wanted) : words.empty}</p>;
  return (
    <>
      <ul class="books">
        {rows.map((book) => (
          <BookCard key={book.id} book={book} />
        ))}
      </ul>
      {found.value?.next && (
        <button type="button" class="plain more" onClick={() => void more()}>
          {words.more}
        </button>
      )}
    </>
  );
}
