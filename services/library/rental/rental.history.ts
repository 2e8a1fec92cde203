import type { HistoryEntry } from '../../history/history.contract.ts';
import type { RentalStep } from './rental.contract.ts';

const prefix = 'library.rental.';

/** What the member is told; what other services did for it shows in the rental's own events. */
export function stepsOf(happenings: readonly HistoryEntry[]): RentalStep[] {
  const told = happenings.filter(({ type }) => type.startsWith(prefix) && type !== 'library.rental.ended');
  return told.map(({ type, at, data }) => {
    const { title, copy, position, amount, reason } = data as Partial<RentalStep>;
    return { state: type.slice(prefix.length), at, title, copy, position, amount, reason };
  });
}
