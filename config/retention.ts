import { describeError } from '../mixins/bus/retry.ts';
import type { Log } from '../mixins/log.ts';
import type { EventLog } from '../mixins/outbox/port.ts';
import { every } from '../mixins/waiting/timers.ts';

const hour = 60 * 60 * 1_000;
/** Published events stay in their log for a day, so that a stream that has lost its end can be given them again. */
const kept = 24 * hour;

/**
 * Deletes from a log what was published long ago: now, and every hour.
 * @returns the end of it
 */
export function pruneHourly(events: Pick<EventLog, 'name' | 'prune'>, log: Log, periodMs = hour): () => void {
  const prune = async () => {
    try {
      await events.prune(Date.now() - kept);
    } catch (error) {
      log.warn(`old events stay in ${events.name}: ${describeError(error)}`);
    }
  };
  void prune();
  return every(periodMs, () => void prune()).stop;
}
