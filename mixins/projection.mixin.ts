import type { Context } from 'moleculer';
import { feed } from './archive/reading.ts';
import type { EventDefinitions } from './contract/events.ts';
import { dataCheck } from './event-data.ts';
import { Refused } from './kernel/errors.ts';
import type { Envelope } from './kernel/event.ts';
import { demand } from './parts.ts';
import { Announcer, type Changed } from './projection/announcer.ts';
import { type Rebuilt, rebuild, rebuildActions } from './projection/rebuild.ts';
import { SkippedEvents } from './projection/skipped.ts';
import type { ReadingService } from './reads.mixin.ts';
import { runtimeOf, type StoreAdapter } from './runtime.ts';
import { type Bare, defineMixin, type Mixin } from './schema.ts';
import type { Stored } from './store/port.ts';

export interface Projection<Row, Event extends Envelope> {
  /** The events it is made of, in NATS's words. */
  readonly pattern: string;
  /** Only these types of the pattern; all of them by default. */
  readonly types?: readonly Event['type'][];
  /** What their data must have; one that lacks it is not shown, and goes to the dead letters. */
  readonly data?: EventDefinitions;
  /** The row after the event, or `undefined` when the event does not concern the view. */
  project(event: Event): Row | undefined;
  /**
   * Tells all nodes of rows that have changed: the broker's event `<service>.changed` with `{rows}`, at most once.
   * Answers the rows as others see them. `this` is the service.
   */
  announced?(this: ReadingService<Row> & Bare, rows: readonly Changed<Row>[]): Promise<readonly object[]>;
}

/** Events under way at once; what is written in one turn shares a transaction. */
const maxInFlight = 256;

/**
 * A view made of events that carry state: the row of an aggregate is what its newest event says. The row
 * keeps the version it holds and ignores older events, so they may come twice or out of order. The action
 * `rebuild` makes it again from the beginning of the stream while it serves, and answers which events it could not use.
 */
export function projection<Row extends object, Event extends Envelope>(view: Projection<Row, Event>): Mixin {
  const rowOf = (event: Event): Stored<Row> | undefined => {
    const state = view.project(event);
    return state && { id: event.subject, version: event.version, state };
  };
  const keep = async (store: StoreAdapter<Row>, row: Stored<Row> | undefined): Promise<void> => {
    if (row) await store.keepNewest(row);
  };
  const faultOf = dataCheck(view.data);
  const replayed = (event: Envelope, skipped: SkippedEvents) => {
    const isShown = view.types?.includes(event.type) ?? true;
    const fault = isShown ? faultOf(event) : undefined;
    if (fault !== undefined) skipped.add(event, fault);
    return isShown && fault === undefined ? rowOf(event as Event) : undefined;
  };
  return defineMixin<unknown, Viewed<Row>>({
    channels: {
      [view.pattern]: {
        maxInFlight,
        types: view.types,
        data: view.data,
        handler(ctx: Context<Event>) {
          return this.show([ctx.params]);
        },
        handleAll(events: readonly Envelope[]) {
          return this.show(events);
        },
      },
    },
    methods: {
      /** Of several events of one aggregate only the newest is written. */
      async show(events: readonly Event[]) {
        const rows = events.flatMap((event) => rowOf(event) ?? []);
        const newest = new Map<string, Stored<Row>>();
        for (const row of rows) if (row.version > (newest.get(row.id)?.version ?? 0)) newest.set(row.id, row);
        await Promise.all(Array.from(newest.values(), (row) => this.adapter.keepNewest(row)));
        for (const { id, version, state } of rows) this.announcer?.tell({ ...state, id, version });
      },
    },
    created() {
      const { announced } = view;
      if (!announced) return;
      this.announcer = new Announcer(async (changed) => {
        try {
          const rows = await announced.call(this as never, changed);
          await this.broker.broadcast(`${this.name}.changed`, { rows });
        } catch (error) {
          this.logger.warn(`${this.name}: ${changed.length} changes are not told: ${error}`);
        }
      });
    },
    started() {
      demand(this, 'adapter', 'the rows that its view is kept in: `reads(…)`');
    },
    actions: {
      rebuild: {
        timeout: 0,
        params: rebuildActions.rebuild.params,
        async handler(): Promise<Rebuilt> {
          if (this.rebuilding) throw new Refused(underWay);
          this.rebuilding = true;
          try {
            const { bus, settings } = runtimeOf(this.broker);
            const { ARCHIVE_DIR: archive } = settings as { readonly ARCHIVE_DIR?: string };
            const skipped = new SkippedEvents();
            const into = (store: StoreAdapter<Row>) => (event: Envelope) => keep(store, replayed(event, skipped));
            return await rebuild<Row>({
              live: () => this.adapter,
              replay: (store, from) => bus.replay(view.pattern, into(store), from),
              ...(archive !== undefined && { feed: (store) => feed(archive, view.pattern, into(store)) }),
              switchTo: (store) => {
                this.adapter = store;
              },
              skipped,
              tell: (message) => this.logger.info(`${this.name}: ${message}`),
              warn: (message) => this.logger.warn(`${this.name}: ${message}`),
            });
          } finally {
            this.rebuilding = false;
          }
        },
      },
    },
  });
}

const underWay = {
  refused: 'rebuild-under-way',
  kind: 'conflict',
  detail: 'The view is being rebuilt already.',
} as const;

interface Viewed<Row> extends Bare {
  adapter: StoreAdapter<Row>;
  rebuilding?: boolean;
  announcer?: Announcer<Row>;
  show(events: readonly Envelope[]): Promise<void>;
}
