import type { BrokerOptions } from 'moleculer';
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

/** Not the parameters, which are all taken otherwise: they may hold passwords, and numbers of people. */
const tagged = { params: false };

function tracing({ TRACE_TO: target }: Env): BrokerOptions['tracing'] {
  if (target === 'off') return false;
  const exporter = target === 'console' ? 'Console' : { type: 'Zipkin' as const, options: { baseURL: target } };
  return { enabled: true, exporter, tags: { action: tagged, event: tagged } };
}
