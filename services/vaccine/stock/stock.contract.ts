import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { form, idRule } from '../../../mixins/contract/rules.ts';
import { countRule, described, listRule, objectRule, optional } from '../../../mixins/contract/values.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';

/** What others may depend on of the stock of vaccines (백신 창고). */

export const vaccineTypeRule = {
  type: 'string',
  max: 40,
  ...form(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, 'the name of a vaccine, such as Pfizer'),
} as const;
const quantity = { type: 'number', integer: true, min: 0, max: 1_000_000, description: 'Doses nobody has.' } as const;
const dose = { reservationId: idRule, vaccineType: vaccineTypeRule } as const;

export const stockEvents = defineEvents({
  'vaccine.stock.filled': {
    about: 'The staff has said how many doses of a vaccine are left.',
    data: { vaccineType: vaccineTypeRule, quantity },
  },
  'vaccine.stock.drawn': { about: 'A dose of a vaccine belongs to a reservation.', data: dose },
  'vaccine.stock.exhausted': { about: 'There is no dose for a reservation.', data: { reservationId: idRule } },
  'vaccine.stock.used': { about: 'The dose of a reservation was injected.', data: dose },
  'vaccine.stock.put-back': {
    about: 'The dose of a reservation is put back, if it had one; it gets none any more.',
    data: { reservationId: idRule, vaccineType: optional(vaccineTypeRule) },
  },
});
export type StockEvent = EventsOf<typeof stockEvents>;
export type StockEnvelope = EnvelopeOf<StockEvent>;
export const followedStock = 'vaccine.stock.*';

/** There is one. */
export const stockId = 'stock';

const row = { vaccineType: vaccineTypeRule, quantity, drawn: described(countRule, 'Doses of reservations.') } as const;
const stock = defineAnswer(
  'VaccineStock',
  { vaccines: listRule(1_000, objectRule(row), 'By type.') },
  { vaccines: [{ vaccineType: 'Pfizer', quantity: 97, drawn: 3 }] },
);
export type StockView = Answered<typeof stock>;

export const stockActions = {
  'vaccine.stock.show': { about: 'What is in stock.', params: { $$strict: true }, answer: stock, refusals: [] },
  'vaccine.stock.fill': {
    about: 'Says how many doses of a vaccine are left.',
    params: { vaccineType: vaccineTypeRule, quantity, $$strict: true },
    example: { vaccineType: 'Pfizer', quantity: 100 },
    answer: stock,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callStock } = callsTo(stockActions);
