import type { ActionContract } from '../../../mixins/contract/action.ts';
import { getRules, idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { count, instant, named, objectOf, text, won } from '../../../mixins/contract/schema.ts';
import type { Happening, RentalHistory, RentalStep, Story } from './history.contract.ts';

/** The actions of the history service: what they take, answer, and are refused with. */

const id = schemaOf(idRule);

const step = objectOf<RentalStep>({
  required: { state: { ...text(50), description: 'What the rental became.' }, at: instant },
  optional: { title: text(1_000), copy: count, position: count, amount: won, reason: text(1_000) },
});

const history = named<RentalHistory>(
  'RentalHistory',
  { required: { id, steps: { type: 'array', maxItems: 500, items: step } }, optional: {} },
  {
    id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
    steps: [{ state: 'reserved', at: '2026-01-02T09:00:00.010Z', amount: 1_000 }],
  },
);

const happening = objectOf<Happening>({
  required: {
    type: { ...text(200), description: "The event's type." },
    at: instant,
    source: { ...text(200), description: 'The service it happened in.' },
    subject: id,
    version: count,
    eventId: text(200),
    correlationId: { ...text(200), description: 'The request that began it all.' },
    causationId: { ...text(200), description: 'The request or event that it follows from.' },
    data: { type: 'object', additionalProperties: true, description: 'What the event said.' },
  },
  optional: {},
});

const story = named<Story>(
  'Story',
  {
    required: {
      rentalIds: { type: 'array', maxItems: 500, items: id },
      happenings: { type: 'array', maxItems: 250_000, items: happening },
    },
    optional: {},
  },
  {
    rentalIds: ['C4YNWHYYD0SAWMZNA62MKN6EB4'],
    happenings: [
      {
        type: 'payment.captured',
        at: '2026-01-02T09:00:00.008Z',
        source: '/payment',
        subject: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
        version: 1,
        eventId: 'C4YNWHYYD0SAWMZNA62MKN6EB4-1',
        correlationId: '7f0c9ad2-3b1e-4c55-9d0e-2f1f4a1f6c11',
        causationId: '7f0c9ad2-3b1e-4c55-9d0e-2f1f4a1f6c11',
        data: { amount: 1_000 },
      },
    ],
  },
);

export const historyActions = {
  'history.get': {
    about: 'What a member is told of a rental, oldest first.',
    params: getRules,
    answer: history,
    refusals: [{ refused: 'rental-not-found', kind: 'not-found', detail: 'Nothing is known of such a rental.' }],
  },
  'history.story': {
    about: 'All that happened to a rental, or to the rentals of a request: say one of the two.',
    params: { rentalId: { ...idRule, optional: true }, correlationId: { ...idRule, optional: true }, $$strict: true },
    answer: story,
    refusals: [
      { refused: 'story-not-found', kind: 'not-found', detail: 'Nothing is known of such a rental or request.' },
      { refused: 'unclear-story', kind: 'not-found', detail: 'Say which story: rentalId or correlationId.' },
    ],
  },
} as const satisfies Record<string, ActionContract>;
