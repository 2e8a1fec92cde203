import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { won } from '../../kit/language/format.ts';
import { explain } from '../../kit/notice/explain.ts';
import { closeNews, tell } from '../../kit/notice/notice.ts';
import { asking } from '../../kit/session/asking.ts';
import { isOpen, passwordPage, person } from '../../kit/session/session.ts';
import { useHeading } from '../../kit/shell/page.ts';
import { say } from '../language/language.ts';
import { isCurrent } from '../rental/changes.ts';
import { connection, hasMorePast, loaded, readMorePast, rentals } from '../rental/rentals.ts';
import { RentalCard } from './rental-card.tsx';
import './mypage.css';

export default function Mypage() {
  const words = say.value.mypage;
  useEffect(closeNews, []);
  return (
    <>
      <div class="heading">
        <h1 {...useHeading(words.title)}>{words.title}</h1>
        {person.value && <Connection />}
      </div>
      {person.value ? <Rentals /> : <Stranger />}
      <Password />
    </>
  );
}

function Stranger() {
  const { session: words, reader } = say.value;
  useEffect(() => {
    if (isOpen()) asking.open();
  }, []);
  return (
    <div class="empty stack">
      <p>{isOpen() ? reader.first : reader.signInFirst}</p>
      <p>
        <button type="button" onClick={() => asking.open()}>
          {isOpen() ? words.choose : words.signIn}
        </button>
      </p>
    </div>
  );
}

function Password() {
  const page = passwordPage();
  return (
    page && (
      <p>
        <a href={page}>{say.value.session.password}</a>
      </p>
    )
  );
}

function Connection() {
  const { live, liveHint, lost, lostHint } = say.value.mypage;
  const isLive = connection.value === 'live';
  return (
    <span class={`connection ${isLive ? 'live' : ''}`} title={isLive ? liveHint : lostHint}>
      {isLive ? live : lost}
    </span>
  );
}

function Rentals() {
  const words = say.value.mypage;
  const all = rentals.value;
  const open = all.filter(isCurrent);
  const spent = open.reduce((sum, { amount }) => sum + amount, 0);
  const inState = (...states: readonly MypageView['state'][]) => open.filter(({ state }) => states.includes(state));
  if (!loaded.value && all.length === 0) return <p class="soft">{say.value.loading}</p>;
  return (
    <>
      {open.length === 0 && (
        <div class="card empty">
          <p>{words.empty}</p>
          <p>
            <a href="/app/library">{words.browse}</a>
          </p>
        </div>
      )}
      {spent > 0 && <p class="soft">{words.spent(won(spent))}</p>}
      <Section title={words.ready} rows={inState('ready', 'reserved')} />
      <Section title={words.rented} rows={inState('rented')} />
      <Section title={words.waiting} rows={inState('waiting')} />
      <Section title={words.past} rows={all.filter((rental) => !isCurrent(rental))} />
      {hasMorePast.value && (
        <p>
          <button type="button" class="plain" onClick={() => void readMorePast().catch(tellFailure)}>
            {words.more}
          </button>
        </p>
      )}
    </>
  );
}

function tellFailure(error: unknown): void {
  tell(explain(error), 'failed');
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly MypageView[] }): ComponentChildren {
  if (rows.length === 0) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="stack">
        {rows.map((rental) => (
          <RentalCard key={rental.id} rental={rental} />
        ))}
      </ul>
    </section>
  );
}
