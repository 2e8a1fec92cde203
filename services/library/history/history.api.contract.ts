import type { ActionContract } from '../../../mixins/contract/action.ts';
import { getRules, idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { count, instant, named, objectOf, text } from '../../../mixins/contract/schema.ts';
import type { Happening, RentalHistory, RentalStep, Story } from './history.contract.ts';

/** The actions of the history service: what they take, answer, and are refused with. */

/** Events of one rental that are told at most: an honest one has a dozen. */
export const mostHappenings = 500;

const id = schemaOf(idRule);

const step = objectOf<RentalStep>({
  required: { state: { ...text(40), description: 'What the rental became.' }, at: instant },
  optional: {
    title: text(1_000),
    copy: count,
    position: { ...count, description: 'Place in the waitlist, from 1.' },
    amount: { ...count, description: 'Whole won.' },
    reason: text(1_000),
  },
});

const history = named<RentalHistory>(
  'RentalHistory',
  { required: { id, steps: { type: 'array', maxItems: mostHappenings, items: step } }, optional: {} },
  {
    id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
    steps: [
      { state: 'requested', at: '2026-01-02T09:00:00.000Z', amount: 1_000 },
      { state: 'reserved', at: '2026-01-02T09:00:00.010Z', amount: 1_000 },
      { state: 'ready', at: '2026-01-02T09:00:00.020Z', amount: 1_000, copy: 1, title: 'The Hunger Games' },
    ],
  },
);

const happening = objectOf<Happening>({
  required: {
    type: text(200),
    at: instant,
    source: { ...text(200), description: 'The service it happened in.' },
    subject: text(200),
    version: count,
    eventId: text(300),
    correlationId: { ...text(200), description: 'The request that began it all.' },
    causationId: { ...text(300), description: 'The request or event that it follows from.' },
    data: { type: 'object', description: 'What the event said.', additionalProperties: true, maxProperties: 100 },
  },
  optional: {},
});

const story = named<Story>(
  'Story',
  {
    required: {
      rentalIds: { type: 'array', maxItems: mostHappenings, items: id },
      happenings: { type: 'array', maxItems: mostHappenings * mostHappenings, items: happening },
    },
    optional: {},
  },
  {
    rentalIds: ['C4YNWHYYD0SAWMZNA62MKN6EB4'],
    happenings: [
      {
        type: 'library.rental.ready',
        at: '2026-01-02T09:00:00.020Z',
        source: '/rental',
        subject: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
        version: 3,
        eventId: 'C4YNWHYYD0SAWMZNA62MKN6EB4-3',
        correlationId: '7f0c9ad2-3b1e-4c55-9d0e-2f1f4a1f6c11',
        causationId: '1-4',
        data: { copy: 1 },
      },
    ],
  },
);

export const historyActions = {
  'history.get': {
    about: 'What happened to one rental, oldest first.',
    params: getRules,
    answer: history,
    refusals: [{ refused: 'rental-not-found', kind: 'not-found', detail: 'Nothing is known of such a rental.' }],
  },
  'history.story': {
    about: 'All that happened to a rental, or followed from a request: commands, events and payments.',
    params: { rentalId: { ...idRule, optional: true }, correlationId: { ...idRule, optional: true }, $$strict: true },
    oneOf: [['rentalId'], ['correlationId']],
    answer: story,
    refusals: [
      { refused: 'story-not-found', kind: 'not-found', detail: 'Nothing is known of such a rental or request.' },
      { refused: 'unclear-story', kind: 'invalid', detail: 'Say which story: rentalId or correlationId.' },
    ],
  },
} as const satisfies Record<string, ActionContract>;
