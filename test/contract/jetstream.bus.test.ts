import type { Bus } from '../../mixins/bus/port.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { type BusHarness, suiteRetryPolicy } from '../support/bus.ts';
import { JetStreamSystem } from '../support/jetstream.ts';
import { MemoryOutbox } from '../support/memory-outbox.ts';
import { startNats } from '../support/nats.ts';
import { busContract } from './bus.suite.ts';

busContract('JetStream', async (): Promise<BusHarness> => {
  const nats = await startNats();
  const system = new JetStreamSystem(nats);
  const outbox = new MemoryOutbox();
  const start = () => system.start({ retry: suiteRetryPolicy });
  const startFirst = async () => {
    const bus = await start();
    bus.attach(outbox);
    bus.attach(outbox);
    return bus;
  };
  let current: Bus = await startFirst();
  return {
    bus: () => current,
    replica: start,
    append: async (...events: Envelope[]) => outbox.append(...events),
    restart: async () => {
      await system.stop();
      current = await startFirst();
    },
    stop: async () => {
      await system.stop();
      await nats.stop();
    },
  };
});
