import { nowOf } from './clock.ts';
import { furthestAhead } from './due.ts';
import { demand } from './parts.ts';
import { Sweep } from './process/sweep.ts';
import { isOwner } from './rendezvous.ts';
import type { StoreAdapter } from './runtime.ts';
import { type Bare, defineMixin, type Mixin } from './schema.ts';
import { every, type Timer } from './waiting/timers.ts';

/** Milliseconds between two looks for what is due. */
const period = 1_000;

/**
 * A process manager over the deadlines of a service's records: whatever has a `due` column in the past is
 * handed to the action `settle`, by id, again and again until that clears the column, by the node that owns it. It keeps no state of
 * its own, so a crash loses nothing; the action must be idempotent. `ahead`: milliseconds that a deadline can be ahead at
 * most.
 */
export function deadlines(settle: string, ahead = furthestAhead): Mixin {
  return defineMixin<unknown, Process>({
    started() {
      demand(this, 'adapter', 'the records whose deadlines it keeps: `reads(…)`');
      this.deadlineTimer = every(period, () => void this.settleDue());
    },
    async stopped() {
      this.deadlineTimer?.stop();
      await this.scanning;
    },
    methods: {
      async dueAt(now: number, limit: number) {
        const due = await this.adapter.due(now, limit);
        if (due.length === limit) return due;
        return [...due, ...(await this.adapter.dueAfter(now + ahead, limit - due.length))];
      },
      /** Looks once; a look that is under way is joined, so that two never add up. */
      settleDue() {
        this.scanning ??= this.look().finally(() => {
          this.scanning = undefined;
        });
        return this.scanning;
      },
      /** Takes each due record once. Leaves the rest until the next look when nothing can be settled. */
      async look() {
        this.sweep ??= new Sweep(
          {
            due: (now, limit) => this.dueAt(now, limit),
            settle: async (id) => {
              if (isOwner(this.broker, settle, id)) await this.broker.call(settle, { id });
            },
          },
          nowOf(this.broker),
        );
        try {
          const { tried, failed, reason } = await this.sweep.run();
          if (failed > 0) this.logger.warn(`${settle}: ${failed} of ${tried} not yet: ${reason}`);
          if (this.sweep.isComplete) this.sweep = undefined;
        } catch (error) {
          this.logger.error(`${settle}: cannot look for what is due: ${error}`);
        }
      },
    },
  });
}

interface Process extends Bare {
  readonly adapter: StoreAdapter<object>;
  deadlineTimer: Timer | undefined;
  scanning: Promise<void> | undefined;
  /** The one that is not complete yet. */
  sweep: Sweep | undefined;
  dueAt(now: number, limit: number): Promise<string[]>;
  settleDue(): Promise<void>;
  look(): Promise<void>;
}
