import { type Decider, keyReused, type Refusal } from '../../../mixins/kernel/decider.ts';
import { hear, intentsIn, type Place, type Word } from '../../../mixins/kernel/intent.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import { missing, type RequestEvent, type RequestState, requestState, reviewUnavailable } from './request.contract.ts';

/**
 * The rule of a request (등록 요청): `asked → requested` once it lies before the reviewers, then `approved` or `rejected`; out of it
 * lead `abandoning → abandoned` and `cancelled`. Its state is what its newest event said.
 */
export type Request = { readonly state: 'new' } | Known;
export type Known = NewestOf<RequestEvent, 'registration.request'>;

export type RequestCommand =
  | ({ readonly type: 'ask'; readonly due: number } & Title)
  /** What the reviewers' desk said; there is one key, since it lodges a request once. */
  | Word
  | { readonly type: 'approve' | 'reject'; readonly at: string }
  | { readonly type: 'cancel'; readonly at: string; readonly requestId: string };

type Title = Pick<Known, 'bookId' | 'bookNm' | 'publId' | 'requestedAt'>;
type Command<Type> = Extract<RequestCommand, { type: Type }>;
type Outcome = readonly RequestEvent[] | Refusal;

const facts = newest<RequestEvent, 'registration.request'>('registration.request');
export const restateRequest = facts.restate;
export const lodging = 'lodging';

export const request: Decider<Request, RequestCommand, RequestEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'ask') return ask(command, state);
    if (state.state === 'new') return missing;
    switch (command.type) {
      case 'approve':
        return decided('registration.request.approved', command.at, state);
      case 'reject':
        return decided('registration.request.rejected', command.at, state);
      case 'cancel':
        return cancel(command, state);
      default:
        return conclude(command, state);
    }
  },

  evolve: facts.evolve,
};

/** A repeat joins what the first request began. What was withdrawn is lodged no more: another request takes its place. */
function ask({ type: _, due, ...title }: Command<'ask'>, state: Request): Outcome {
  if (state.state === 'new') return [{ type: 'registration.request.asked', data: { ...title, due } }];
  const isSame = (['bookId', 'bookNm', 'publId'] as const).every((field) => state[field] === title[field]);
  if (!isSame) return keyReused('request');
  return state.state === 'abandoning' || state.state === 'abandoned' ? reviewUnavailable : [];
}

function conclude(word: Word, state: Known): Outcome {
  const data = titleOf(state);
  switch (hear(word, intents.intentOfKnown(state))) {
    case 'granted':
      return [{ type: 'registration.request.requested', data }];
    case 'abandoning':
      return [{ type: 'registration.request.abandoning', data: { ...data, due: (word as { due: number }).due } }];
    case 'abandoned':
      return [{ type: 'registration.request.abandoned', data }];
    case 'void':
      return reviewUnavailable;
    default:
      return [];
  }
}

/** The decision may come before the answer that it was lodged. What was cancelled stays so. */
function decided(
  type: 'registration.request.approved' | 'registration.request.rejected',
  at: string,
  state: Known,
): Outcome {
  const isOpen = state.state === 'asked' || state.state === 'requested';
  return isOpen ? [{ type, data: { ...titleOf(state), endedAt: at } }] : [];
}

/** The same request may come again. */
function cancel({ at, requestId }: Command<'cancel'>, state: Known): Outcome {
  if (state.state === 'requested' || state.state === 'approved')
    return [{ type: 'registration.request.cancelled', data: { ...titleOf(state), endedAt: at, requestId } }];
  if (state.state === 'cancelled' && state.requestId === requestId) return [];
  return { ...requestState, state: state.state, detail: `A request that is ${state.state} cannot be cancelled.` };
}

/** Where each state stands to the lodging. */
const places: Readonly<Partial<Record<RequestState, Place>>> = {
  asked: 'asked',
  abandoning: 'abandoning',
  abandoned: 'abandoned',
};

const intents = intentsIn<Known>(places, () => lodging);
export const { intentOf } = intents;

export function titleOf({ bookId, bookNm, publId, requestedAt }: Known) {
  return { bookId, bookNm, publId, requestedAt };
}
