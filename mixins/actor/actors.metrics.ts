import type { MetricRegistry } from 'moleculer';
import { registerOnce } from '../metrics.ts';
import type { Change, RecordStore } from '../store/port.ts';
import { every } from '../waiting/timers.ts';

export const commitDurations = 'yeyak.commit.duration.seconds';
export const mailboxGauge = 'yeyak.mailbox.waiting.commands';

/** Seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
/** Milliseconds between two looks at mailboxes. */
const period = 1_000;

type Store<State> = Pick<RecordStore<State>, 'load' | 'commit'>;

/** The same store, whose durable writes are timed where metrics are wanted. */
export function timeCommits<State>(
  metrics: Pick<MetricRegistry, 'isEnabled' | 'register' | 'getMetric' | 'observe'>,
  service: string,
  store: Store<State>,
): Store<State> {
  if (!metrics.isEnabled()) return store;
  const description = 'Seconds that a durable write of state and events took, by service';
  registerOnce(metrics, { type: 'histogram', name: commitDurations, labelNames: ['service'], buckets, description });
  return {
    load: (id) => store.load(id),
    async commit(change: Change<State>) {
      const began = performance.now();
      try {
        return await store.commit(change);
      } finally {
        metrics.observe(commitDurations, (performance.now() - began) / 1_000, { service });
      }
    },
  };
}

/**
 * Keeps the gauge of commands that wait in the mailboxes of a service of this process, where metrics are wanted.
 * @returns the end of it
 */
export function watchMailboxes(
  metrics: Pick<MetricRegistry, 'isEnabled' | 'register' | 'getMetric' | 'set'>,
  service: string,
  actors: { readonly waiting: number },
): () => void {
  if (!metrics.isEnabled()) return () => {};
  const description = 'Commands that wait in the mailboxes of a service, in this process';
  registerOnce(metrics, { type: 'gauge', name: mailboxGauge, labelNames: ['service'], description });
  const measure = () => metrics.set(mailboxGauge, actors.waiting, { service });
  measure();
  return every(period, measure).stop;
}
