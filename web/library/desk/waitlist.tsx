import { useSignal } from '@preact/signals';
import type { BookView, WaitlistView } from '../../../services/library/book/book.contract.ts';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { get, type Page } from '../../kit/api/http.ts';
import { moment } from '../../kit/language/format.ts';
import { explain } from '../../kit/notice/explain.ts';
import { say } from '../language/language.ts';

/** Those who wait for a title: shown at most. */
const most = 50;

/** Who waits for a title, and who has its copies. */
export function Waitlist() {
  const words = say.value.desk.waitlist;
  const text = useSignal('');
  const titles = useSignal<readonly BookView[]>([]);
  const chosen = useSignal<Lines | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);

  const attempt = async (act: () => Promise<void>) => {
    failure.value = undefined;
    await act().catch((error) => {
      failure.value = explain(error);
    });
  };
  const choose = (id: string) =>
    attempt(async () => {
      chosen.value = await linesOf(id);
    });
  const search = (event: Event) => {
    event.preventDefault();
    return attempt(async () => {
      const query = new URLSearchParams({ search: text.value.trim(), pageSize: '8', sort: 'title' });
      titles.value = (await get<Page<BookView>>(`/books?${query}`)).rows;
      chosen.value = undefined;
      if (titles.value.length === 0) failure.value = words.noTitle;
      if (titles.value.length === 1 && titles.value[0]) chosen.value = await linesOf(titles.value[0].id);
    });
  };

  return (
    <>
      <form class="finder" onSubmit={search}>
        <label>
          {words.find}
          <input
            value={text.value}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
            required
            maxLength={100}
          />
        </label>
        <button type="submit" class="plain">
          {say.value.desk.go}
        </button>
      </form>
      <p role="status" class={failure.value ? 'failure' : 'hidden'}>
        {failure.value}
      </p>
      {!chosen.value && (
        <ul>
          {titles.value.map((book) => (
            <li key={book.id}>
              <button type="button" class="choice" onClick={() => void choose(book.id)}>
                <span>{book.title}</span>
                <span class="soft">{words.counts(book.available, book.copies, book.waiting)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen.value && <Chosen lines={chosen.value} />}
    </>
  );
}

interface Lines extends WaitlistView {
  readonly rentals: ReadonlyMap<string, MypageView>;
}

/** The title's lists, with what my page knows of each rental. */
async function linesOf(id: string): Promise<Lines> {
  const view = await get<WaitlistView>(`/books/${encodeURIComponent(id)}/waitlist`);
  const ids = [...view.copies, ...view.waiting.slice(0, most)].flatMap(({ rentalId }) => rentalId ?? []);
  const known = await Promise.all(
    ids.map((rentalId) => get<MypageView>(`/mypages/${rentalId}`).catch(() => undefined)),
  );
  return { ...view, rentals: new Map(known.flatMap((row) => (row ? [[row.id, row] as const] : []))) };
}

function Chosen({ lines: { title, copies, waiting, rentals } }: { readonly lines: Lines }) {
  const words = say.value.desk.waitlist;
  const member = (rentalId: string) => rentals.get(rentalId)?.memberId ?? rentalId;
  const since = (rentalId: string) => rentals.get(rentalId)?.requestedAt;
  return (
    <div class="stack">
      <h3>{title}</h3>
      {waiting.length === 0 ? (
        <p class="soft">{words.nobody}</p>
      ) : (
        <ol class="lines">
          {waiting.slice(0, most).map(({ position, rentalId }) => (
            <li key={rentalId}>
              <span class="badge warm">{position}</span> <strong>{member(rentalId)}</strong>{' '}
              <span class="soft small">{since(rentalId) && moment(since(rentalId) ?? '')}</span>
            </li>
          ))}
        </ol>
      )}
      <ul class="lines">
        {copies.map(({ copy, rentalId, lent }) => (
          <li key={copy}>
            {words.copy(copy)}: {rentalId ? words.heldBy(member(rentalId), lent) : words.free}
          </li>
        ))}
      </ul>
    </div>
  );
}
