import { type Decider, keyReused, notFound, type Refusal, refusalsByCode } from '../../../mixins/kernel/decider.ts';
import { hear, intentsIn, type Place, type Word } from '../../../mixins/kernel/intent.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import { hospitalDeleted, hospitalFull, placeReleased } from '../hospital/hospital.contract.ts';
import { hospitalUnavailable, type ScreeningEvent, type ScreeningState, screeningState } from './screening.contract.ts';

/**
 * The rule of a screening (검진): `asked → completed` once the hospital holds a place, with the ways out `refused`,
 * `abandoning → abandoned`, `cancelled` and `force-cancelled`. Its state is what its newest event said.
 */
export type Screening = { readonly state: 'new' } | Known;
export type Known = NewestOf<ScreeningEvent, 'screening.screening'>;
type Booking = Extract<Known, { state: 'completed' }>;

export type ScreeningCommand =
  /** `due`: epoch ms from which the hospital's answer counts as unknown. */
  | ({ readonly type: 'request'; readonly due: number } & Omit<Booking, 'attempt' | 'state'>)
  /** What the hospital said of an attempt, whose number is the key. */
  | Word
  | { readonly type: 'cancel'; readonly at: string; readonly requestId: string }
  /** The hospital has deleted the day. */
  | { readonly type: 'evict'; readonly attempt: number; readonly at: string };

type Command<Type> = Extract<ScreeningCommand, { type: Type }>;
type Outcome = readonly ScreeningEvent[] | Refusal;

const facts = newest<ScreeningEvent, 'screening.screening'>('screening.screening');
export const restateScreening = facts.restate;

export const screening: Decider<Screening, ScreeningCommand, ScreeningEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'request') return request(command, state);
    if (state.state === 'new') return notFound('screening');
    if (command.type === 'cancel') return cancel(command, state);
    return command.type === 'evict' ? evict(command, state) : conclude(command, state);
  },

  evolve: facts.evolve,
};

/** A repeat joins what the first request began; after one that was given up the hospital is asked again. */
function request({ type: _, due, ...asked }: Command<'request'>, state: Screening): Outcome {
  if (state.state === 'new') return [{ type: 'screening.screening.asked', data: { ...asked, attempt: 1, due } }];
  const isSame = (['hospitalId', 'chkDate', 'custId'] as const).every((field) => state[field] === asked[field]);
  if (!isSame) return keyReused('screening');
  if (state.state === 'refused') return refusalOf(state.reason);
  if (state.state === 'abandoning') return hospitalUnavailable;
  if (state.state === 'force-cancelled') return hospitalDeleted;
  if (state.state !== 'abandoned') return [];
  return [{ type: 'screening.screening.asked', data: { ...asked, attempt: state.attempt + 1, due } }];
}

function conclude(word: Word, state: Known): Outcome {
  const data = bookingOf(state);
  switch (hear(word, intents.intentOfKnown(state))) {
    case 'granted':
      return [{ type: 'screening.screening.completed', data }];
    case 'denied':
      return [{ type: 'screening.screening.refused', data: { ...data, reason: (word as { reason: string }).reason } }];
    case 'abandoning':
      return [{ type: 'screening.screening.abandoning', data: { ...data, due: (word as { due: number }).due } }];
    case 'abandoned':
      return [{ type: 'screening.screening.abandoned', data }];
    case 'void':
      return state.state === 'refused' ? refusalOf(state.reason) : hospitalUnavailable;
    default:
      return state.state === 'force-cancelled' && word.type === 'grant' ? hospitalDeleted : [];
  }
}

/** The same request may come again. */
function cancel({ at, requestId }: Command<'cancel'>, state: Known): Outcome {
  if (state.state === 'completed')
    return [{ type: 'screening.screening.cancelled', data: { ...bookingOf(state), endedAt: at, requestId } }];
  if (state.state === 'cancelled' && state.requestId === requestId) return [];
  const detail = `A screening that is ${state.state} cannot be cancelled.`;
  return { ...screeningState, state: state.state, detail };
}

/** It may come before the hospital's answer does. What has ended stays as it is. */
function evict({ attempt, at }: Command<'evict'>, state: Known): Outcome {
  if (attempt !== state.attempt || (state.state !== 'completed' && state.state !== 'asked')) return [];
  return [{ type: 'screening.screening.force-cancelled', data: { ...bookingOf(state), endedAt: at } }];
}

/** Where each state stands to the hospital's answer. */
const places: Readonly<Partial<Record<ScreeningState, Place>>> = {
  asked: 'asked',
  refused: 'denied',
  abandoning: 'abandoning',
  abandoned: 'abandoned',
};

const intents = intentsIn<Known>(places, ({ attempt }) => String(attempt));
export const { intentOf } = intents;

const hospitalRefusals = [hospitalFull, hospitalDeleted, placeReleased, notFound('hospital')];
const { reasonOf, refusalOf } = refusalsByCode(hospitalRefusals, hospitalFull);

export { reasonOf };

function bookingOf({ hospitalId, chkDate, custId, custNm, requestedAt, attempt }: Known) {
  return { hospitalId, chkDate, custId, custNm, requestedAt, attempt };
}
