import type { BrokerOptions, TracerOptions } from 'moleculer';
import { PrometheusReporter } from '../mixins/prometheus.reporter.ts';
import { OtlpExporter } from '../mixins/tracing/otlp.exporter.ts';
import type { Env } from './env.ts';

/** Metrics and traces cost a third of the throughput each, so they are off by default. */
interface Observation {
  readonly options: Pick<BrokerOptions, 'metrics' | 'tracing'>;
  /** What feeds them, by its name in Moleculer. */
  readonly middlewares: readonly string[];
}

/** Traces, of whatever calls others. */
export function traced(env: Env): Observation {
  return { options: { tracing: tracing(env) }, middlewares: env.TRACE_TO === 'off' ? [] : ['Tracing'] };
}

/** Metrics, of processes that run services: what joins them for a while is not watched, and leaves them their port. */
export function measured(env: Env): Observation {
  return { options: { metrics: metrics(env) }, middlewares: env.PROMETHEUS_PORT === undefined ? [] : ['Metrics'] };
}

/** Names of the machine and its user, and the command line, which may hold a password. */
const excludes = ['os.user.*', 'os.network.*', 'os.hostname', 'process.arguments'];

function metrics({ PROMETHEUS_PORT: port, HOST: host }: Env): BrokerOptions['metrics'] {
  if (port === undefined) return false;
  return { enabled: true, reporter: made(new PrometheusReporter({ port, host, excludes })) };
}

function tracing({ TRACE_TO: target }: Env): BrokerOptions['tracing'] {
  if (target === 'off') return false;
  return { enabled: true, exporter: exporterTo(target), tags: { action: withoutData, event: withoutData } };
}

/** Parameters are of people, and hold passwords: no trace tells them. */
const withoutData = { params: false, meta: false } as const;

/** OTLP over HTTP has a path of its own; other addresses are a Zipkin's. */
function exporterTo(target: Exclude<Env['TRACE_TO'], 'off'>) {
  if (target === 'console') return 'Console';
  if (new URL(target).pathname.endsWith('/v1/traces')) return new OtlpExporter(target) as unknown as TracingExporter;
  return { type: 'Zipkin' as const, options: { baseURL: target } };
}

type Metrics = Exclude<NonNullable<BrokerOptions['metrics']>, boolean>;

/** Moleculer takes reporters that are made, in a list alone, and its types know only how to describe one. */
function made(reporter: PrometheusReporter): NonNullable<Metrics['reporter']> {
  return [reporter] as unknown as NonNullable<Metrics['reporter']>;
}

/** So with exporters. */
type TracingExporter = Exclude<NonNullable<TracerOptions['exporter']>, unknown[]>;
