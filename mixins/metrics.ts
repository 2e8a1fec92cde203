import type { MetricRegistry } from 'moleculer';

type Registry = Pick<MetricRegistry, 'register' | 'getMetric'>;

/** Registers a metric that several services of a process feed: Moleculer would put a new one in the place of the first. */
export function registerOnce(metrics: Registry, metric: Parameters<MetricRegistry['register']>[0]): void {
  if (!metrics.getMetric(metric.name)) metrics.register(metric);
}
