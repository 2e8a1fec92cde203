import type { ServiceBroker, ServiceSchema } from 'moleculer';
import type { StoreAdapter } from './runtime.ts';
import { defineMixin } from './schema.ts';

/** Milliseconds between two looks for what is due. */
const period = 1_000;
/** Records that are settled at once. */
const batch = 64;

/**
 * A process manager over the deadlines of a service's records: whatever has a `due` column in the past is
 * handed to the action `settle`, by id, again and again until that clears the column. It keeps no state of
 * its own, so a crash loses nothing; the action must be idempotent.
 */
export function deadlines(settle: string): Partial<ServiceSchema> {
  return defineMixin({
    started(this: Process) {
      this.deadlineTimer = setInterval(() => {
        this.scanning ??= this.settleDue().finally(() => {
          this.scanning = undefined;
        });
      }, period);
    },
    async stopped(this: Process) {
      clearInterval(this.deadlineTimer);
      await this.scanning;
    },
    methods: {
      /** Takes each due record once. Gives up until the next look when nothing can be settled. */
      async settleDue(this: Process) {
        const tried = new Set<string>();
        try {
          for (;;) {
            const due = await this.adapter.due(Date.now(), tried.size + batch);
            const ids = due.filter((id) => !tried.has(id));
            const outcomes = await Promise.allSettled(ids.map((id) => this.broker.call(settle, { id })));
            const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
            if (failed[0])
              this.logger.warn(`${settle}: ${failed.length} of ${ids.length} not yet: ${failed[0].reason}`);
            if (failed.length === ids.length) return;
            for (const id of ids) tried.add(id);
          }
        } catch (error) {
          this.logger.error(`${settle}: cannot look for what is due: ${error}`);
        }
      },
    },
  });
}

interface Process {
  readonly broker: ServiceBroker;
  readonly logger: { warn(text: string): void; error(text: string): void };
  readonly adapter: StoreAdapter<object>;
  deadlineTimer: NodeJS.Timeout;
  scanning: Promise<void> | undefined;
  settleDue(): Promise<void>;
}
