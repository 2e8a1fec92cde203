import { type BrokerOptions, ServiceBroker, type ServiceSchema } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { brokerOptions } from '../../moleculer.config.ts';
import { Network } from './network.ts';

/** What a test changes of a node: variables of the environment and options of the broker. */
export interface NodeSettings {
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: BrokerOptions;
}

/** Starts brokers as Yeyak sets them up and stops each after the test that started it. Call it in a `describe`. */
export function brokers() {
  const running = new Set<ServiceBroker>();

  async function start(services: readonly object[], settings: NodeSettings = {}): Promise<ServiceBroker> {
    const env = parseEnv({ LOG_LEVEL: 'silent', SHUTDOWN_TIMEOUT_MS: '100', ...settings.env });
    const options = { ...brokerOptions(env, 'test'), ...settings.options };
    if (options.transporter === 'Fake') options.transporter = new Network();
    const broker = new ServiceBroker(options);
    running.add(broker);
    for (const service of services) broker.createService(service as ServiceSchema);
    await broker.start();
    return broker;
  }

  async function stop(broker: ServiceBroker): Promise<void> {
    running.delete(broker);
    await broker.stop();
  }

  afterEach(async () => {
    await Promise.all([...running].map(stop));
  });

  return { start, stop };
}
