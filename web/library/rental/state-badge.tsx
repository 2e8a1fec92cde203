import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { say } from '../language/language.ts';

type State = MypageView['state'];

const tones: Partial<Record<State, string>> = {
  ready: 'good',
  waiting: 'warm',
  rented: 'main',
  reserved: 'main',
  declined: 'alert',
};

export function StateBadge({ rental: { state } }: { readonly rental: Pick<MypageView, 'state'> }) {
  return <span class={`badge ${tones[state] ?? ''}`}>{say.value.rental.states[state]}</span>;
}
