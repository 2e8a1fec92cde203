import type { Context } from 'moleculer';
import { Refused } from '../../../mixins/kernel/errors.ts';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import { onlyFor } from '../../../mixins/ownership.ts';
import { ready } from '../../../mixins/ready.mixin.ts';
import { runtimeOf, type StoreAdapter } from '../../../mixins/runtime.ts';
import { defineService, idempotent } from '../../../mixins/schema.ts';
import type { Collection } from '../../../mixins/store/collection.ts';
import { paymentEventDefinitions, paymentEvents } from '../../payment/payment.contract.ts';
import { bookEvents } from '../book/book.contract.ts';
import { rentalEventDefinitions, rentalEvents } from '../rental/rental.contract.ts';
import { Gathering, type Moment } from './gathering.ts';
import { historyActions, mostHappenings } from './history.api.contract.ts';
import type { Happening, RentalHistory, Story, StoryParams } from './history.contract.ts';
import { keep, stepsOf, wholeOf } from './history.projection.ts';
import { inOrder } from './order.ts';

/** What happened to each rental, by rental and by the request that it followed from. */
const collection: Collection = {
  name: 'history',
  columns: {
    rentalId: { type: 'text', index: 'all', fixed: true },
    correlationId: { type: 'text', index: 'all', fixed: true },
  },
};

/** So many that gathering them holds nobody up. */
const maxInFlight = 2_048;

const channel = {
  maxInFlight,
  unordered: true,
  handler(this: History, ctx: Context<Envelope>): Promise<void> {
    return this.take([ctx.params]);
  },
  handleAll(this: History, events: readonly Envelope[]): Promise<void> {
    return this.take(events);
  },
};

export default defineService({
  name: 'history',
  mixins: [ready],

  actions: {
    /** A rental that was just made has no steps yet: that it is there, its own service tells. */
    get: {
      ...idempotent,
      params: historyActions['history.get'].params,
      async handler(this: History, ctx: Context<{ id: string }>): Promise<RentalHistory> {
        const { id } = ctx.params;
        const happenings = await this.happeningsOf(id);
        const steps = stepsOf(happenings);
        if (steps.length === 0) await ctx.call('rental.get', { id });
        else if (!isOwn(ctx, happenings)) throw new Refused(unknownRental);
        return { id, steps };
      },
    },

    story: {
      ...idempotent,
      params: historyActions['history.story'].params,
      async handler(this: History, ctx: Context<StoryParams>): Promise<Story> {
        const rentalIds = await this.rentalsOf(ctx.params);
        const found = await Promise.all(rentalIds.map((rentalId) => this.happeningsOf(rentalId)));
        const happenings = inOrder(found.flat());
        if (happenings.length === 0) throw new Refused(unknownStory);
        return { rentalIds, happenings };
      },
    },
  },

  channels: {
    [rentalEvents]: { ...channel, data: rentalEventDefinitions },
    [bookEvents]: channel,
    [paymentEvents]: { ...channel, data: paymentEventDefinitions },
  },

  created(this: History) {
    this.adapter = runtimeOf(this.broker).open<Moment>(this.name, collection);
    this.gathering = new Gathering(this.adapter);
  },

  methods: {
    /** What is told again is left out where the event itself is known. */
    async take(this: History, events: readonly Envelope[]): Promise<void> {
      const unknown = await Promise.all(events.map((event) => !event.restated || this.lacks(event)));
      await this.gathering.add(events.filter((_, index) => unknown[index]));
    },

    async lacks(this: History, event: Envelope): Promise<boolean> {
      const kept = keep(event);
      if (!kept) return false;
      const happenings = await this.happeningsOf(kept.rentalId);
      return !happenings.some(({ source, eventId }) => source === event.source && eventId === event.id);
    },

    async happeningsOf(this: History, rentalId: string): Promise<Happening[]> {
      const moments = await this.adapter.find({ query: { rentalId }, limit: mostHappenings });
      return moments.flatMap(({ correlationId, happenings }) => happenings.map((one) => wholeOf(one, correlationId)));
    },

    /** A request can concern several: what one gives back goes to the next who waits. */
    async rentalsOf(this: History, { rentalId, correlationId }: StoryParams): Promise<string[]> {
      if (rentalId !== undefined) return [rentalId];
      if (correlationId === undefined) throw new Refused(unclear);
      const found = await this.adapter.find({ query: { correlationId }, limit: mostHappenings });
      return [...new Set(found.map((row) => row.rentalId))];
    },
  },
});

/** Every event of a rental says whose it is. */
function isOwn(ctx: Context, happenings: readonly Happening[]): boolean {
  const member = onlyFor(ctx);
  return (
    member === undefined || happenings.some(({ source, data }) => source === '/rental' && data.memberId === member)
  );
}

interface History {
  readonly broker: Context['broker'];
  readonly name: string;
  adapter: StoreAdapter<Moment>;
  gathering: Gathering;
  take(events: readonly Envelope[]): Promise<void>;
  lacks(event: Envelope): Promise<boolean>;
  happeningsOf(rentalId: string): Promise<Happening[]>;
  rentalsOf(params: StoryParams): Promise<string[]>;
}

const unknownRental = {
  refused: 'rental-not-found',
  kind: 'not-found',
  detail: 'Nothing is known of such a rental.',
} as const;

const unknownStory = {
  refused: 'story-not-found',
  kind: 'not-found',
  detail: 'Nothing is known of such a rental or request.',
} as const;

const unclear = {
  refused: 'unclear-story',
  kind: 'not-found',
  detail: 'Say which story: rentalId or correlationId.',
} as const;
