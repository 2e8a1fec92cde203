import { monotonicFactory } from 'ulid';
import type { Envelope } from '../../mixins/kernel/event.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { System } from '../../mixins/system.ts';
import { BatchTimer } from '../../mixins/waiting/batch-timer.ts';
import { type Kept, type KeptEntry, keep } from './history.projection.ts';

/** A row: what happened in a story in one moment, as far as it followed from one request. */
export interface HistoryRow {
  /** Of the story; called so since the first stories were those of rentals. */
  readonly rentalId: string;
  readonly correlationId: string;
  readonly happenings: readonly KeptEntry[];
}

/** Counts on within a millisecond: sixteen random numbers for each id cost 50 µs. */
const newId = monotonicFactory();

/** Milliseconds that events are gathered for a row. A reservation's five come within a few. */
const gatherFor = 50;

/**
 * Writes events down together: a row with its three indices for each would cost as much as the reservation they
 * tell of. Events that come twice are in two rows, and told once.
 */
export class EventBatcher {
  private readonly store: StoreAdapter<HistoryRow>;
  private readonly timer = new BatchTimer(gatherFor, () => this.flush());
  private gathered = new Map<string, Gathered>();

  private readonly systems: readonly System[];

  constructor(store: StoreAdapter<HistoryRow>, systems: readonly System[]) {
    this.store = store;
    this.systems = systems;
  }

  /** Resolves when what belongs to stories is durable. */
  async add(events: readonly Envelope[]): Promise<void> {
    const kept = events.flatMap((event) => keep(event, this.systems) ?? []);
    const moments = new Set(kept.map((one) => this.momentOf(one)));
    await Promise.all(Array.from(moments, ({ written }) => written.promise));
  }

  /** The row that it goes to, and is in now. */
  private momentOf({ story: rentalId, correlationId, happening }: Kept): Gathered {
    this.timer.start();
    const key = `${rentalId} ${correlationId}`;
    const known = this.gathered.get(key);
    const gathered = known ?? { rentalId, correlationId, happenings: [], written: Promise.withResolvers<void>() };
    if (!known) this.gathered.set(key, gathered);
    gathered.happenings.push(happening);
    return gathered;
  }

  private flush(): void {
    const all = this.gathered;
    this.gathered = new Map();
    for (const { written, ...state } of all.values())
      this.store.keepNewest({ id: newId(), version: 1, state }).then(written.resolve, written.reject);
  }
}

interface Gathered extends HistoryRow {
  readonly happenings: KeptEntry[];
  readonly written: PromiseWithResolvers<void>;
}
