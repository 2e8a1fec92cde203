import type { Context } from 'moleculer';
import { nowOf } from '../../../mixins/clock.ts';
import type { IntentOptions } from '../../../mixins/intent.mixin.ts';
import { type Ask, askInOrder, type Word } from '../../../mixins/kernel/intent.ts';
import { callCalendar } from '../calendar/calendar.contract.ts';
import { callStanding } from '../user/user.contract.ts';
import { attemptKey, bookingUnavailable, reservationEvents } from './reservation.contract.ts';
import { intentOf, type Known, type Reservation, type ReservationCommand, reasonOf } from './reservation.ts';

/** A reservation binds its person and holds its day before it is. Neither remembers a no, so each is asked once. */
export const personAndDay: IntentOptions<Reservation, ReservationCommand> = {
  service: 'vaccine.reservation',
  intentOf,
  commandOf: (word) => word,
  pending: bookingUnavailable,
  undoneBy: { type: 'vaccine.reservation.cancelled', data: reservationEvents },
  settle: (ctx, id, state) => undo(ctx, id, state as Known),
};

/** Asks for both, for at most so many milliseconds each. */
export function ask(ctx: Context, id: string, state: Known, timeout: number): Promise<Word> {
  const options = { timeout, retries: 0 };
  const key = attemptKey(id, state);
  const asked =
    (run: () => Promise<unknown>): Ask =>
    async () => {
      try {
        await run();
        return { type: 'grant', key: String(state.attempt) };
      } catch (error) {
        const reason = reasonOf(error);
        const word = { key: String(state.attempt) };
        return reason === undefined
          ? { ...word, type: 'giveUp', due: nowOf(ctx.broker) }
          : { ...word, type: 'deny', reason };
      }
    };
  return askInOrder(
    [
      asked(() => callStanding(ctx, 'vaccine.user.engage', { id: state.userId, key }, options)),
      asked(() => callCalendar(ctx, 'vaccine.calendar.hold', { id: state.reserveDate, key }, options)),
    ],
    () => nowOf(ctx.broker),
  );
}

/** The last one first. */
export async function undo(ctx: Context, id: string, state: Known): Promise<void> {
  const key = attemptKey(id, state);
  await callCalendar(ctx, 'vaccine.calendar.release', { id: state.reserveDate, key });
  await callStanding(ctx, 'vaccine.user.free', { id: state.userId, key });
}
