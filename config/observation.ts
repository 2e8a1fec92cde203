import type { BrokerOptions, TracerOptions } from 'moleculer';
import { OtlpExporter } from '../mixins/tracing/otlp.exporter.ts';
import type { Env } from './env.ts';

/** Metrics and traces, with the middlewares that feed them. Each costs a third of the throughput, so they are off by default. */
export function observation(env: Env): { options: Pick<BrokerOptions, 'metrics' | 'tracing'>; middlewares: string[] } {
  return {
    options: { metrics: metrics(env), tracing: tracing(env) },
    middlewares: [
      ...(env.TRACE_TO === 'off' ? [] : ['Tracing']),
      ...(env.PROMETHEUS_PORT === undefined ? [] : ['Metrics']),
    ],
  };
}

/** Names of the machine and its user, and the command line, which may hold a password. */
const excludes = ['os.user.*', 'os.network.*', 'os.hostname', 'process.arguments'];

function metrics({ PROMETHEUS_PORT: port, HOST: host }: Env): BrokerOptions['metrics'] {
  if (port === undefined) return false;
  return { enabled: true, reporter: { type: 'Prometheus', options: { port, host, excludes } } };
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

/** Moleculer takes one that is made, and its types know only how to describe one. */
type TracingExporter = Exclude<NonNullable<TracerOptions['exporter']>, unknown[]>;
