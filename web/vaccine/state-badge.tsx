import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import { say } from './language/language.ts';

type State = ReservationView['state'];

const tones: Partial<Record<State, string>> = {
  reserved: 'main',
  assigned: 'main',
  injected: 'good',
  exhausted: 'alert',
  refused: 'alert',
};

export function StateBadge({ state }: { readonly state: State }) {
  return <span class={`badge ${tones[state] ?? ''}`}>{say.value.states[state]}</span>;
}
