import { type Answered, defineAnswer, readActions } from 'yeyak/mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from 'yeyak/mixins/contract/events.ts';
import type { Listing } from 'yeyak/mixins/contract/list.rules.ts';
import { idRule } from 'yeyak/mixins/contract/rules.ts';
import { countRule, timeRule } from 'yeyak/mixins/contract/values.ts';
import { notFound } from 'yeyak/mixins/kernel/decider.ts';

/** What others may depend on of marketing: how popular each hospital's day is. */

const popularity = { completed: countRule, refused: countRule } as const;

export const marketingEvents = defineEvents({
  'marketing.popularity.counted': {
    about: 'Somebody asked for a day of a hospital.',
    data: { ...popularity, eventId: idRule },
  },
  'marketing.popularity.wanted': {
    about: 'So many were refused that the hospital is asked to add places.',
    data: { ...popularity, more: countRule, at: timeRule },
  },
});
export type MarketingEvent = EventsOf<typeof marketingEvents>;

const row = defineAnswer(
  'MarketingPopularity',
  { id: idRule, ...popularity, asked: { ...countRule, description: 'Places that the hospital was asked to add.' } },
  { id: '2.2027-09-09', completed: 10, refused: 20, asked: 20 },
);
export type PopularityView = Answered<typeof row>;
export const popularityListing: Listing = { filters: [], sorts: [] };

export const marketingActions = readActions('marketing.popularity', {
  row,
  listing: popularityListing,
  about: { get: 'How popular one day of a hospital is.', list: 'How popular the days of hospitals are.' },
  missing: notFound('popularity'),
});
