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

/** @param instead the id of an account that differs in letter case only */
export function unknownMember(memberId: string, instead?: string): Refusal {
  const hint = instead === undefined ? 'Add an account first, or check the id.' : `Did you mean "${instead}"?`;
  const detail = `There is no member "${memberId}". ${hint} Nothing was charged.`;
  return { refused: 'unknown-member', kind: 'invalid', detail };
}

export const membersUnknowable: Refusal = {
  refused: 'members-unavailable',
  kind: 'unavailable',
  detail: 'Whether there is such a member cannot be asked now. Nothing was charged: try again shortly.',
};

/** The member has a live reservation of the title already. */
export function alreadyReserved({ id, state }: { readonly id: string; readonly state: RentalStatus }): Refusal {
  const detail = `This member has a reservation of this title already: ${id}, which is ${state}. Nothing was charged.`;
  return { refused: 'already-reserved', kind: 'conflict', state, id, detail };
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
