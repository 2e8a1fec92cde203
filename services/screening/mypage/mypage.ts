import { type ScreeningEnvelope, type ScreeningState, statuses } from '../screening/screening.contract.ts';
import type { ScreeningRow } from './mypage.contract.ts';

/** The row of a screening after the event. */
export function rowOf({ type, time, version, data }: ScreeningEnvelope): Omit<ScreeningRow, 'id'> {
  const state = type.slice('screening.screening.'.length) as ScreeningState;
  const status = statuses[state];
  const { hospitalId, chkDate, custId, custNm, requestedAt } = data;
  const { endedAt, reason } = data as Partial<ScreeningRow>;
  return {
    ...{ state, ...(status && { status }), hospitalId, chkDate, custId, custNm, requestedAt, updatedAt: time, version },
    ...(endedAt !== undefined && { endedAt }),
    ...(reason !== undefined && { reason }),
  };
}
