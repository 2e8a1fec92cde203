import type { Context } from 'moleculer';
import { nowOf } from '../../../mixins/clock.ts';
import type { IntentOptions } from '../../../mixins/intent.mixin.ts';
import type { Word } from '../../../mixins/kernel/intent.ts';
import { callHospital, dayId } from '../hospital/hospital.contract.ts';
import { hospitalUnavailable, screeningEvents } from './screening.contract.ts';
import { intentOf, type Known, reasonOf, type Screening, type ScreeningCommand } from './screening.ts';

/** A screening must have a place before it is. The hospital does not remember a no, so it is asked once. */
export const placeHeld: IntentOptions<Screening, ScreeningCommand> = {
  service: 'screening.screening',
  intentOf,
  commandOf: (word) => word,
  pending: hospitalUnavailable,
  undoneBy: { type: 'screening.screening.cancelled', data: screeningEvents },
  settle: (ctx, id, state) => callHospital(ctx, 'screening.hospital.release', placeOf(id, state as Known)),
};

/** Asks the hospital for a place, for at most so many milliseconds. Without an answer nobody knows whether it is held. */
export async function askForPlace(ctx: Context, id: string, state: Known, timeout: number): Promise<Word> {
  const key = String(state.attempt);
  try {
    await callHospital(ctx, 'screening.hospital.hold', placeOf(id, state), { timeout, retries: 0 });
    return { type: 'grant', key };
  } catch (error) {
    const reason = reasonOf(error);
    return reason === undefined ? { type: 'giveUp', key, due: nowOf(ctx.broker) } : { type: 'deny', key, reason };
  }
}

function placeOf(screeningId: string, { hospitalId, chkDate, attempt }: Known) {
  return { id: dayId({ hospitalId, chkDate }), screeningId, attempt };
}
