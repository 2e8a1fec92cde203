import type { Refusal } from '../../../mixins/kernel/decider.ts';
import type { RentalStatus } from './rental.contract.ts';

/** What a rental is refused with. */

export const keyReused: Refusal = {
  refused: 'key-reused',
  kind: 'invalid',
  detail: 'This key was used for a reservation of another book or member.',
};

export const unpayable: Refusal = {
  refused: 'payment-unavailable',
  kind: 'unavailable',
  detail: 'The payment could not be completed and nothing stays charged. Try again shortly.',
};

export const withdrawn: Refusal = {
  refused: 'title-withdrawn',
  kind: 'conflict',
  detail: 'The library no longer has this title. Nothing was charged.',
};

export const allocationUnknown: Refusal = {
  refused: 'allocation-unknown',
  kind: 'unavailable',
  detail: 'The title has not said yet whether a copy is there for this rental. Nothing was changed: try again shortly.',
};

export function declined(reason: string): Refusal {
  return { refused: 'payment-declined', kind: 'payment-required', detail: `The payment was declined: ${reason}.` };
}

/** @param waiting how many wait for the title already */
export function wouldWait(waiting: number): Refusal {
  const detail = `No copy is free: it would be number ${waiting + 1} in the queue. Nothing was charged.`;
  return { refused: 'would-wait', kind: 'conflict', detail };
}

/** @param position place in the waitlist, where it is known */
export function notWhileWaiting(position?: number): Refusal {
  const place = position === undefined ? 'waiting' : `waiting, at place ${position},`;
  return { ...notInState('waiting', 'rental'), detail: `A rental that is ${place} does not take "rental".` };
}

export function notInState(state: RentalStatus, asked: string): Refusal {
  return {
    refused: 'rental-state',
    kind: 'conflict',
    state,
    detail: `A rental that is ${state} does not take "${asked}".`,
  };
}
