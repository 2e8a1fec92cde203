import type { MetricRegistry } from 'moleculer';
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
