import { type Decider, keyReused, type Refusal, refusalsByCode } from '../../../mixins/kernel/decider.ts';
import { hear, intentsIn, type Place, type Word } from '../../../mixins/kernel/intent.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import { refusalOutside } from '../calendar/bookable.contract.ts';
import { type DaysToBook, dayFull, dayOutside, placeClosed } from '../calendar/calendar.contract.ts';
import { alreadyBooked, alreadyVaccinated, userForgotten } from '../user/user.contract.ts';
import {
  bookingUnavailable,
  missing,
  notToday,
  type ReservationEvent,
  type ReservationState,
  reservationState,
} from './reservation.contract.ts';

/**
 * The rule of a vaccination's reservation, the root of the system: `asked → reserved` once the person is bound and the day
 * is held, `→ assigned` once the hospital has a vaccine, `→ injected` on the day. Out of it lead `refused`,
 * `abandoning → abandoned`, `cancelled`, and `exhausted` when there is no vaccine left.
 */
export type Reservation = { readonly state: 'new' } | Known;
export type Known = NewestOf<ReservationEvent, 'vaccine.reservation'>;

export type ReservationCommand =
  | ({
      readonly type: 'request';
      readonly due: number;
      readonly requestedAt: string;
      /** No day outside is asked for: it would bind the person until it is refused. */
      readonly bookable?: DaysToBook;
    } & Asked)
  /** What was heard of an attempt, whose number is the key. */
  | Word
  | { readonly type: 'cancel'; readonly at: string; readonly requestId: string }
  | { readonly type: 'assign'; readonly vaccineType: string }
  | { readonly type: 'exhaust'; readonly at: string }
  /** `today`: the day that it is. */
  | { readonly type: 'inject'; readonly at: string; readonly today: string; readonly requestId: string };

type Asked = Pick<Known, 'userId' | 'userRegNumber' | 'reserveDate'>;
type Command<Type> = Extract<ReservationCommand, { type: Type }>;
type Outcome = readonly ReservationEvent[] | Refusal;

const facts = newest<ReservationEvent, 'vaccine.reservation'>('vaccine.reservation');
const { tell } = facts;
export const restateReservation = facts.restate;

export const reservation: Decider<Reservation, ReservationCommand, ReservationEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'request') return request(command, state);
    if (state.state === 'new') return missing;
    switch (command.type) {
      case 'cancel':
        return cancel(command, state);
      case 'assign':
        return state.state === 'reserved'
          ? [tell('assigned', { ...bookingOf(state), vaccineType: command.vaccineType })]
          : [];
      case 'exhaust':
        return state.state === 'reserved' ? [tell('exhausted', { ...bookingOf(state), endedAt: command.at })] : [];
      case 'inject':
        return inject(command, state);
      default:
        return conclude(command, state);
    }
  },

  evolve: facts.evolve,
};

/** A repeat joins what the first request began; after one that was given up it is asked for again. */
function request({ type: _, due, bookable, ...asked }: Command<'request'>, state: Reservation): Outcome {
  const outside = bookable && refusalOutside(asked.reserveDate, bookable);
  if (state.state === 'new') return outside ?? [tell('asked', { ...asked, attempt: 1, due })];
  const isSame = state.userId === asked.userId && state.reserveDate === asked.reserveDate;
  if (!isSame) return keyReused('reservation');
  if (state.state === 'refused') return refusalOf(state.reason);
  if (state.state === 'abandoning') return bookingUnavailable;
  if (state.state !== 'abandoned') return [];
  return outside ?? [tell('asked', { ...asked, attempt: state.attempt + 1, due })];
}

function conclude(word: Word, state: Known): Outcome {
  const data = bookingOf(state);
  switch (hear(word, intents.intentOfKnown(state))) {
    case 'granted':
      return [tell('reserved', data)];
    case 'denied':
      return [tell('refused', { ...data, reason: (word as { reason: string }).reason })];
    case 'abandoning': {
      const { due, reason } = word as { due: number; reason?: string };
      return [tell('abandoning', { ...data, due, ...(reason && { reason }) })];
    }
    case 'abandoned':
      return [tell('abandoned', { ...data, ...reasonIn(state) })];
    case 'void':
      return refusalOf(reasonIn(state).reason);
    default:
      return [];
  }
}

/** The same request may come again. */
function cancel({ at, requestId }: Command<'cancel'>, state: Known): Outcome {
  if (state.state === 'reserved' || state.state === 'assigned')
    return [tell('cancelled', { ...bookingOf(state), ...vaccineIn(state), endedAt: at, requestId })];
  if (state.state === 'cancelled' && state.requestId === requestId) return [];
  return {
    ...reservationState,
    state: state.state,
    detail: `A reservation that is ${state.state} cannot be cancelled.`,
  };
}

/** The same request may come again. */
function inject({ at, today, requestId }: Command<'inject'>, state: Known): Outcome {
  if (state.state === 'injected' && state.requestId === requestId) return [];
  if (state.state !== 'assigned') {
    const why = state.state === 'reserved' ? 'has no vaccine yet' : `is ${state.state}`;
    return { ...reservationState, state: state.state, detail: `Nobody can be vaccinated whose reservation ${why}.` };
  }
  if (state.reserveDate !== today)
    return { ...notToday, detail: `It is booked for ${state.reserveDate}; today is ${today}.` };
  return [tell('injected', { ...bookingOf(state), vaccineType: state.vaccineType, endedAt: at, requestId })];
}

/** Where each state stands to what is asked for. */
const places: Readonly<Partial<Record<ReservationState, Place>>> = {
  asked: 'asked',
  refused: 'denied',
  abandoning: 'abandoning',
  abandoned: 'abandoned',
};

const intents = intentsIn<Known>(places, ({ attempt }) => String(attempt));
export const { intentOf } = intents;

const refusals = [alreadyBooked, alreadyVaccinated, userForgotten, dayFull, dayOutside, placeClosed];
const { reasonOf, refusalOf } = refusalsByCode(refusals, bookingUnavailable);

export { reasonOf };

function reasonIn(state: Known): { readonly reason?: string } {
  return 'reason' in state && state.reason !== undefined ? { reason: state.reason } : {};
}

function vaccineIn(state: Known): { readonly vaccineType?: string } {
  return 'vaccineType' in state && state.vaccineType !== undefined ? { vaccineType: state.vaccineType } : {};
}

function bookingOf({ userId, userRegNumber, reserveDate, requestedAt, attempt }: Known) {
  return { userId, userRegNumber, reserveDate, requestedAt, attempt };
}
