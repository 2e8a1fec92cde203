import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { say } from '../language/language.ts';
import { readRow } from './read-rentals.ts';

/** What my page shows of a rental now; nothing where it does not know it yet. */
export function Outcome({ id }: { readonly id: string }) {
  const row = useSignal<MypageView | undefined>(undefined);
  useEffect(() => {
    const closing = new AbortController();
    readRow(id, closing.signal).then(
      (read) => {
        row.value = read;
      },
      () => {},
    );
    return () => closing.abort();
  }, [id]);
  if (!row.value) return null;
  const { memberId, state, version } = row.value;
  const { outcome, states } = say.value.rental;
  return (
    <li>
      <span class="badge">mypage</span> {outcome(memberId, states[state], version)} <span class="code small">{id}</span>
    </li>
  );
}
