import { callsTo } from '../../mixins/calls.ts';
import type { ActionContract } from '../../mixins/contract/action.ts';
import { idRule, schemaOf } from '../../mixins/contract/rules.ts';
import { count, instant, named, objectOf, text } from '../../mixins/contract/schema.ts';
import type { HistoryEntry, Story, Timeline } from './history.contract.ts';

/** The actions of the history service: what they take, answer, and are refused with. */

/** Events of one story that are told at most: an honest one has a dozen. */
export const mostHappenings = 500;

const id = schemaOf(idRule);

const happening = objectOf<HistoryEntry>({
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

const storyExample: Story['happenings'] = [
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
];

const story = named<Story>(
  'Story',
  {
    required: {
      rentalIds: { type: 'array', maxItems: mostHappenings, items: id },
      happenings: { type: 'array', maxItems: mostHappenings * mostHappenings, items: happening },
    },
    optional: {
      stories: {
        type: 'array',
        maxItems: mostHappenings,
        items: objectOf<{ system: string; id: string }>({ required: { system: text(64), id }, optional: {} }),
        description: 'Those rentals, and the stories of other systems.',
      },
    },
  },
  {
    rentalIds: ['C4YNWHYYD0SAWMZNA62MKN6EB4'],
    happenings: storyExample,
  },
);

const timeline = named<Timeline>(
  'Timeline',
  {
    required: {
      system: text(64),
      id,
      happenings: { type: 'array', maxItems: mostHappenings, items: happening },
    },
    optional: {},
  },
  { system: 'library', id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', happenings: storyExample },
);

export const historyActions = {
  'history.timeline': {
    about: 'All that happened in one story of a system, in whatever service, oldest first.',
    params: { system: idRule, id: idRule, $$strict: true },
    answer: timeline,
    refusals: [{ refused: 'story-not-found', kind: 'not-found', detail: 'Nothing is known of such a story.' }],
  },
  'history.story': {
    about: 'All that happened in a story of any system, or followed from a request: commands, events and payments.',
    params: {
      id: { ...idRule, optional: true },
      rentalId: { ...idRule, optional: true },
      correlationId: { ...idRule, optional: true },
      $$strict: true,
    },
    oneOf: [['id'], ['rentalId'], ['correlationId']],
    answer: story,
    refusals: [
      { refused: 'story-not-found', kind: 'not-found', detail: 'Nothing is known of such a story or request.' },
      { refused: 'unclear-story', kind: 'invalid', detail: 'Say which story: id, rentalId or correlationId.' },
    ],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callHistory, isRefused: isRefusedByHistory } = callsTo(historyActions);
