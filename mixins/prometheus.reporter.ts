import type { Server } from 'node:http';
import { MetricReporters, type ServiceBroker } from 'moleculer';

interface Registry {
  readonly broker: ServiceBroker;
}

const Reporter = MetricReporters.Prometheus as unknown as new (
  options: object,
) => { readonly server: Server; init(registry: Registry): void };

/** Moleculer's reporter, which says what is wrong with its port before it ends the process. */
export class PrometheusReporter extends Reporter {
  private readonly port: number;

  constructor(options: { readonly port: number; readonly host: string; readonly excludes: readonly string[] }) {
    super(options);
    this.port = options.port;
  }

  override init(registry: Registry): void {
    super.init(registry);
    this.server.once('error', ({ message }) => registry.broker.fatal(`PROMETHEUS_PORT ${this.port}: ${message}`));
  }
}
