import type { Context } from 'moleculer';
import type { EventDefinitions } from '../../mixins/contract/events.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { ready } from '../../mixins/ready.mixin.ts';
import { runtimeOf, type StoreAdapter } from '../../mixins/runtime.ts';
import { defineService, idempotent, keeps } from '../../mixins/schema.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { EventBatcher, type HistoryRow } from './event-batcher.ts';
import { historyActions, mostHappenings } from './history.api.contract.ts';
import type { HistoryEntry, Story, StoryParams, Timeline } from './history.contract.ts';
import { keep, restoreEntry, storyKey, storyOfKey } from './history.projection.ts';
import { inOrder } from './order.ts';

/** What happened, by story and by the request that it followed from. */
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
  handler(this: Taking, ctx: Context<Envelope>): Promise<void> {
    return this.take([ctx.params]);
  },
  handleAll(this: Taking, events: readonly Envelope[]): Promise<void> {
    return this.take(events);
  },
};

export default defineService({
  name: 'history',
  mixins: [ready, keeps<{ adapter: StoreAdapter<HistoryRow>; batcher: EventBatcher }>()],

  actions: {
    timeline: {
      ...idempotent,
      params: historyActions['history.timeline'].params,
      async handler(ctx: Context<Pick<Timeline, 'system' | 'id'>>): Promise<Timeline> {
        const { system, id } = ctx.params;
        const happenings = inOrder(await this.happeningsOf(storyKey(system, id)));
        if (happenings.length === 0) throw new Refused(unknownStory);
        return { system, id, happenings };
      },
    },

    story: {
      ...idempotent,
      params: historyActions['history.story'].params,
      async handler(ctx: Context<StoryParams>): Promise<Story> {
        const keys = await this.storiesOf(ctx.params);
        const all = await Promise.all(keys.map(async (key) => [key, await this.happeningsOf(key)] as const));
        const found = all.filter(([, happenings]) => happenings.length > 0);
        if (found.length === 0) throw new Refused(unknownStory);
        const happenings = inOrder(found.flatMap(([, own]) => own));
        const stories = found.map(([key]) => storyOfKey(key));
        const rentalIds = stories.filter(({ system }) => system === 'library').map(({ id }) => id);
        return { rentalIds, stories, happenings };
      },
    },
  },

  /** Follows the events of all systems. */
  merged(schema: { channels?: object }) {
    const data = Object.assign({}, ...runtimeOf(this.broker).systems.map(({ events }) => events)) as EventDefinitions;
    const patterns = new Set(Object.keys(data).map((type) => `${type.slice(0, type.lastIndexOf('.'))}.*`));
    schema.channels = Object.fromEntries([...patterns].map((pattern) => [pattern, { ...channel, data }]));
  },

  created() {
    this.adapter = runtimeOf(this.broker).open<HistoryRow>(this.name, collection);
    this.batcher = new EventBatcher(this.adapter, runtimeOf(this.broker).systems);
  },

  methods: {
    /** What is told again is left out where the event itself is known. */
    async take(events: readonly Envelope[]): Promise<void> {
      const unknown = await Promise.all(events.map((event) => !event.restated || this.lacks(event)));
      await this.batcher.add(events.filter((_, index) => unknown[index]));
    },

    async lacks(event: Envelope): Promise<boolean> {
      const kept = keep(event, runtimeOf(this.broker).systems);
      if (!kept) return false;
      const happenings = await this.happeningsOf(kept.story);
      return !happenings.some(({ source, eventId }) => source === event.source && eventId === event.id);
    },

    async happeningsOf(key: string): Promise<HistoryEntry[]> {
      const moments = await this.adapter.find({ query: { rentalId: key }, limit: mostHappenings });
      return moments.flatMap(({ correlationId, happenings }) =>
        happenings.map((one) => restoreEntry(one, correlationId)),
      );
    },

    /** A request can concern several: what one gives back goes to the next who waits. */
    async storiesOf({ id, rentalId, correlationId }: StoryParams): Promise<string[]> {
      if (id !== undefined) return runtimeOf(this.broker).systems.map(({ name }) => storyKey(name, id));
      if (rentalId !== undefined) return [rentalId];
      if (correlationId === undefined) throw new Refused(unclear);
      const found = await this.adapter.find({ query: { correlationId }, limit: mostHappenings });
      return [...new Set(found.map((row) => row.rentalId))];
    },
  },
});

interface Taking {
  take(events: readonly Envelope[]): Promise<void>;
}

const unknownStory = {
  refused: 'story-not-found',
  kind: 'not-found',
  detail: 'Nothing is known of such a story or request.',
} as const;

const unclear = {
  refused: 'unclear-story',
  kind: 'not-found',
  detail: 'Say which story: id, rentalId or correlationId.',
} as const;
