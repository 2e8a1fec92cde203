import type { Decider, Refusal } from '../../../mixins/kernel/decider.ts';
import { alreadyBooked, alreadyVaccinated, type UserEvent, userForgotten } from './user.contract.ts';

/**
 * The rule of a person: one live booking at a time, and none after the vaccination. What reservations say may come again
 * or late; a booking is known by its key.
 */
export interface User {
  readonly state: 'idle' | 'engaged' | 'vaccinated' | 'forgotten';
  /** Of the attempt that the person is engaged by. */
  readonly key?: string;
  /** Keys that were freed before they were heard of, or are over, oldest first. */
  readonly over: readonly string[];
}

export type UserCommand =
  | { readonly type: 'engage' | 'free' | 'vaccinate'; readonly key: string }
  | { readonly type: 'forget' };

/** Attempts of one person that can be on their way again at once. */
const remembered = 16;

export const user: Decider<User, UserCommand, UserEvent> = {
  initial: { state: 'idle', over: [] },

  decide(command, { state, key, over }) {
    if (command.type === 'forget') return forget(state);
    const data = { key: command.key };
    if (command.type === 'engage') {
      if (key === command.key) return [];
      if (over.includes(command.key)) return bookingOver;
      return refusalIn(state) ?? [{ type: 'vaccine.user.engaged', data }];
    }
    const isDone = state === 'vaccinated' && key === command.key;
    if (command.type === 'free')
      return isDone || over.includes(command.key) ? [] : [{ type: 'vaccine.user.freed', data }];
    return key === command.key && state === 'engaged' ? [{ type: 'vaccine.user.vaccinated', data }] : [];
  },

  evolve(before, { type, data }) {
    switch (type) {
      case 'vaccine.user.engaged':
        return { ...before, state: 'engaged', key: data.key };
      case 'vaccine.user.vaccinated':
        return { ...before, state: 'vaccinated' };
      case 'vaccine.user.forgotten':
        return { ...before, state: 'forgotten' };
      case 'vaccine.user.freed': {
        const over = [...before.over, data.key].slice(-remembered);
        return before.key === data.key ? { state: 'idle', over } : { ...before, over };
      }
    }
  },
};

/** A person with a live booking is told and expected: it is cancelled first. */
function forget(state: User['state']): readonly UserEvent[] | Refusal {
  if (state === 'engaged') return alreadyBooked;
  return state === 'forgotten' ? [] : [{ type: 'vaccine.user.forgotten', data: {} }];
}

function refusalIn(state: User['state']): Refusal | undefined {
  if (state === 'engaged') return alreadyBooked;
  if (state === 'vaccinated') return alreadyVaccinated;
  return state === 'forgotten' ? userForgotten : undefined;
}

const bookingOver: Refusal = {
  refused: 'vaccine-booking-over',
  kind: 'conflict',
  detail: 'This booking has been given up.',
};
