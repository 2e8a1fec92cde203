import type { ConsumerInfo, JetStreamClient, Lister } from 'nats';
import type { Backlog } from '../port.ts';
import { partsOf } from './durable-name.ts';

/** How far the durable consumers of all streams are behind, as the server counts it. */
export async function backlogs(client: JetStreamClient): Promise<Backlog[]> {
  const manager = await client.jetstreamManager(false);
  const streams = await all(manager.streams.list());
  const consumers = await Promise.all(streams.map(({ config: { name } }) => all(manager.consumers.list(name))));
  return consumers
    .flat()
    .filter(({ config }) => config.durable_name)
    .map(backlogOf);
}

function backlogOf({ name, config, num_pending, num_ack_pending }: ConsumerInfo): Backlog {
  return {
    group: partsOf(name).group,
    pattern: config.filter_subject ?? '>',
    waiting: num_pending,
    underWay: num_ack_pending,
  };
}

async function all<Listed>(pages: Lister<Listed>): Promise<Listed[]> {
  const found: Listed[] = [];
  for await (const one of pages) found.push(one);
  return found;
}
