import type { Context } from 'moleculer';
import { defineAggregate } from 'yeyak/mixins/aggregate.ts';
import { dayId } from 'yeyak/services/screening/hospital/hospital.contract.ts';
import {
  followedScreenings,
  type ScreeningEnvelope,
  screeningEvents,
} from 'yeyak/services/screening/screening/screening.contract.ts';
import { popularityListing } from './marketing.contract.ts';
import { popularity } from './marketing.ts';

/** Follows what happens to screenings, from the beginning of the stream. Nobody calls it, and nobody waits for it. */
export default defineAggregate({
  name: 'marketing.popularity',
  decider: popularity,
  records: {
    noun: 'popularity',
    collection: { name: 'popularity', columns: {} },
    ...popularityListing,
    present: ({ id, completed, refused, asked }) => ({ id, completed, refused, asked }),
  },
  channels: {
    [followedScreenings]: {
      types: ['screening.screening.completed', 'screening.screening.refused'],
      data: screeningEvents,
      maxInFlight: 64,
      handler(ctx: Context<ScreeningEnvelope>) {
        const { id: eventId, type, time: at, data } = ctx.params;
        const outcome = type === 'screening.screening.refused' ? 'refused' : 'completed';
        return this.follow(ctx, { id: dayId(data), command: { type: 'count', outcome, eventId, at } });
      },
    },
  },
});
