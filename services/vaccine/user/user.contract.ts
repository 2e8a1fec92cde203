import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineAnswer } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { idRule } from '../../../mixins/contract/rules.ts';
import { described, wordRule } from '../../../mixins/contract/values.ts';

/** What others may depend on of people: who may book. Nothing here says who somebody is: `person.ts` keeps that, sealed. */

const key = described(idRule, 'Of the attempt of a reservation.');

/** The subject is the person's id, which is random. */
export const userEvents = defineEvents({
  'vaccine.user.engaged': { about: 'A person has a live booking.', data: { key } },
  'vaccine.user.freed': { about: 'A booking is over: the person may book another.', data: { key } },
  'vaccine.user.vaccinated': { about: 'A person is vaccinated.', data: { key } },
  'vaccine.user.forgotten': { about: 'What is known of a person was erased.', data: {} },
});
export type UserEvent = EventsOf<typeof userEvents>;

const booked = 'This person has a live booking. Cancel it first.';
export const alreadyBooked = { refused: 'vaccine-already-booked', kind: 'conflict', detail: booked } as const;
const done = 'This person is vaccinated.';
export const alreadyVaccinated = { refused: 'vaccine-already-done', kind: 'conflict', detail: done } as const;
const gone = 'What was known of this person was erased.';
export const userForgotten = { refused: 'vaccine-user-forgotten', kind: 'conflict', detail: gone } as const;

const state = wordRule('idle', 'engaged', 'vaccinated', 'forgotten');
export const standing = defineAnswer('VaccineStanding', { id: idRule, state }, { id: 'p-9f2c', state: 'engaged' });
const asked = { id: idRule, key, $$strict: true } as const;

/** For reservations. */
export const standingCalls = {
  'vaccine.user.engage': {
    about: 'Binds a person to an attempt of a reservation, once, and to no other at a time.',
    params: asked,
    answer: standing,
    refusals: [alreadyBooked, alreadyVaccinated, userForgotten],
  },
  'vaccine.user.free': {
    about: 'Frees a person of an attempt, bound or not: afterwards it cannot bind.',
    params: asked,
    answer: standing,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callStanding } = callsTo(standingCalls);
