import { type ScreeningEnvelope, type ScreeningState, statuses } from '../screening/screening.contract.ts';
import type { ScreeningRow } from './mypage.contract.ts';

/** The row of a screening after the event. */
export function rowOf({ type, time: updatedAt, version, data }: ScreeningEnvelope): Omit<ScreeningRow, 'id'> {
  const state = type.slice('screening.screening.'.length) as ScreeningState;
  const { attempt: _, due: __, requestId: ___, ...shown } = data as typeof data & Record<'due' | 'requestId', unknown>;
  const status = statuses[state];
  return { ...shown, state, ...(status && { status }), updatedAt, version };
}
