import type { MetricRegistry } from 'moleculer';

type Registry = Pick<MetricRegistry, 'register' | 'getMetric'>;

interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly labelNames: readonly string[];
  readonly description: string;
  readonly buckets?: readonly number[];
}

/** Registers a metric that several services of a process feed: Moleculer would put a new one in the place of the first. */
export function registerOnce(metrics: Registry, metric: Metric): void {
  if (!metrics.getMetric(metric.name)) metrics.register(metric as never);
}
