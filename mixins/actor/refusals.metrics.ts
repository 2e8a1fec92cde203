import type { MetricRegistry } from 'moleculer';
import { registerOnce } from '../metrics.ts';

export const refusalsCounter = 'yeyak.refusals.total';

/**
 * Counts the refusals of rules by action and code, where metrics are wanted.
 * @returns what counts one
 */
export function countRefusals(
  metrics: Pick<MetricRegistry, 'isEnabled' | 'register' | 'getMetric' | 'increment'>,
): (action: string, refused: string) => void {
  if (!metrics.isEnabled()) return () => {};
  const description = 'Commands that a rule refused, by action and code';
  registerOnce(metrics, { type: 'counter', name: refusalsCounter, labelNames: ['action', 'refused'], description });
  return (action, refused) => metrics.increment(refusalsCounter, { action, refused });
}
