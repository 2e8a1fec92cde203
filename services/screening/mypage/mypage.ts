import { type ScreeningEnvelope, type ScreeningState, shownOf } from '../screening/screening.contract.ts';
import type { ScreeningRow } from './mypage.contract.ts';

/** The row of a screening after the event. */
export function rowOf({ type, time: updatedAt, version, data }: ScreeningEnvelope): Omit<ScreeningRow, 'id'> {
  const state = type.slice('screening.screening.'.length) as ScreeningState;
  return { ...shownOf(state, data), updatedAt, version };
}
