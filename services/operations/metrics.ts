import type { MetricRegistry } from 'moleculer';
import type { Backlog } from '../../mixins/bus/port.ts';
import { every } from '../../mixins/waiting/timers.ts';

/** Milliseconds between two counts. */
const period = 15_000;

/** Every process tells the number for the whole system: take the maximum over them, not the sum. */
export const deadLettersGauge = 'yeyak.dead-letters';

/**
 * Keeps the gauge of dead letters, where metrics are wanted.
 * @returns the end of it
 */
export function watchDeadLetters(
  metrics: Pick<MetricRegistry, 'isEnabled' | 'register' | 'set'>,
  count: () => Promise<ReadonlyMap<string, number>>,
  periodMs = period,
): () => void {
  if (!metrics.isEnabled()) return () => {};
  const description = 'Dead letters by consumer, of the whole system';
  metrics.register({ type: 'gauge', name: deadLettersGauge, labelNames: ['consumer'], description });
  const seen = new Set<string>();
  const measure = async () => {
    // Without a bus there is no number: the last one stands.
    const counts = await count().catch(() => undefined);
    if (!counts) return;
    for (const consumer of counts.keys()) seen.add(consumer);
    for (const consumer of seen) metrics.set(deadLettersGauge, counts.get(consumer) ?? 0, { consumer });
  };
  void measure();
  return every(periodMs, () => void measure()).stop;
}

/** As with dead letters, every process reports the same numbers, of the whole system. */
export const waitingGauge = 'yeyak.consumer.waiting.events';
export const ageGauge = 'yeyak.consumer.oldest.event.age.seconds';

/**
 * Keeps the gauges of how far consumers are behind, where metrics are wanted.
 * @returns the end of it
 */
export function watchBacklogs(
  metrics: Pick<MetricRegistry, 'isEnabled' | 'register' | 'set'>,
  backlogs: () => Promise<readonly Backlog[]>,
  periodMs = period,
): () => void {
  if (!metrics.isEnabled()) return () => {};
  const labelNames = ['consumer'];
  const waiting = 'Kept events that a consumer has not come to, of the whole system';
  metrics.register({ type: 'gauge', name: waitingGauge, labelNames, description: waiting });
  const age = 'Age of the oldest event that a consumer is not done with, 0 when it is done with all';
  metrics.register({ type: 'gauge', name: ageGauge, labelNames, description: age });
  const measure = async () => {
    // Without a bus there is no number: the last one stands.
    for (const { group, pattern, waiting, oldestAge = 0 } of await backlogs().catch(() => [])) {
      const labels = { consumer: `${group}:${pattern}` };
      metrics.set(waitingGauge, waiting, labels);
      metrics.set(ageGauge, oldestAge, labels);
    }
  };
  void measure();
  return every(periodMs, () => void measure()).stop;
}
