import type { Evidence } from '../evidence/evidence.ts';

/** Situations of a rental that somebody else is to end. A reservation in the catalogue is allocated or queued. */
const passing = new Set(['requested', 'abandoning', 'cancelled', 'reserved']);

/** No rental and no payment is in a passing state for ever. */
export function nothingIsPassing({ rentals, payments }: Pick<Evidence, 'rentals' | 'payments'>): string[] {
  return [
    ...rentals
      .filter(({ state }) => passing.has(state.state))
      .map(({ id, state }) => `rental ${id} is still ${state.state}`),
    ...payments
      .filter(({ state }) => 'due' in state && state.due !== undefined)
      .map(({ id, state }) => `payment ${id} is still ${state.state}, and to be settled`),
  ];
}
