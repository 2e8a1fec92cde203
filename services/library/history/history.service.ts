import type { Context } from 'moleculer';
import { Refused } from '../../../mixins/kernel/errors.ts';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import { onlyFor } from '../../../mixins/ownership.ts';
import { runtimeOf, type StoreAdapter } from '../../../mixins/runtime.ts';
import { defineService, idempotent } from '../../../mixins/schema.ts';
import type { Collection } from '../../../mixins/store/collection.ts';
import { paymentData, paymentEvents } from '../../payment/payment.contract.ts';
import { bookEvents } from '../book/book.contract.ts';
import { rentalData, rentalEvents } from '../rental/rental.contract.ts';
import { historyActions, mostHappenings } from './history.api.contract.ts';
import type { RentalHistory, Story, StoryParams } from './history.contract.ts';
import { type Kept, keep, stepsOf } from './history.projection.ts';
import { inOrder } from './order.ts';

/** What happened to each rental, by rental and by the request that it followed from. */
const collection: Collection = {
  name: 'history',
  columns: {
    rentalId: { type: 'text', index: 'all', fixed: true },
    correlationId: { type: 'text', index: 'all', fixed: true },
  },
};

const channel = {
  maxInFlight: 256,
  handler(this: History, ctx: Context<Envelope>): Promise<void> | undefined {
    const kept = keep(ctx.params);
    return kept && this.adapter.keepNewest({ id: kept.id, version: 1, state: kept.row });
  },
};

export default defineService({
  name: 'history',

  actions: {
    get: {
      ...idempotent,
      params: historyActions['history.get'].params,
      async handler(this: History, ctx: Context<{ id: string }>): Promise<RentalHistory> {
        const { id } = ctx.params;
        const kept = await this.adapter.find({ query: { rentalId: id }, limit: mostHappenings });
        const steps = stepsOf(kept);
        if (steps.length === 0 || !isOwn(ctx, kept)) throw new Refused(unknownRental);
        return { id, steps };
      },
    },

    story: {
      ...idempotent,
      params: historyActions['history.story'].params,
      async handler(this: History, ctx: Context<StoryParams>): Promise<Story> {
        const rentalIds = await this.rentalsOf(ctx.params);
        const found = await Promise.all(
          rentalIds.map((rentalId) => this.adapter.find({ query: { rentalId }, limit: mostHappenings })),
        );
        const happenings = inOrder(found.flat().map(({ rentalId: _, id: __, ...happening }) => happening));
        if (happenings.length === 0) throw new Refused(unknownStory);
        return { rentalIds, happenings };
      },
    },
  },

  channels: {
    [rentalEvents]: { ...channel, data: rentalData },
    [bookEvents]: channel,
    [paymentEvents]: { ...channel, data: paymentData },
  },

  created(this: History) {
    this.adapter = runtimeOf(this.broker).open<Kept>(this.name, collection);
  },

  methods: {
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
function isOwn(ctx: Context, kept: readonly Kept[]): boolean {
  const member = onlyFor(ctx);
  return member === undefined || kept.some(({ source, data }) => source === '/rental' && data.memberId === member);
}

interface History {
  readonly broker: Context['broker'];
  readonly name: string;
  adapter: StoreAdapter<Kept>;
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
