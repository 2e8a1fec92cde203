import type { HistoryEntry } from '../../history/history.contract.ts';
import { type ScreeningHistory, type ScreeningState, statuses } from './screening.contract.ts';

const own = 'screening.screening.';

/** What happened to one screening, in the document's words, oldest first. */
export function historyOf(id: string, happenings: readonly Pick<HistoryEntry, 'type' | 'at'>[]): ScreeningHistory {
  const steps = happenings
    .filter(({ type }) => type.startsWith(own))
    .map(({ type, at }) => {
      const state = type.slice(own.length) as ScreeningState;
      const status = statuses[state];
      return { state, ...(status && { status }), at };
    });
  return { id, steps };
}
