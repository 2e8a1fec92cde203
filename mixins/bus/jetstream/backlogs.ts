import type { ConsumerInfo, JetStreamClient, JetStreamManager, Lister } from 'nats';
import { ageOf } from '../age.ts';
import type { Backlog } from '../port.ts';
import { partsOf } from './durable-name.ts';

/** How far the durable consumers of all streams are behind, as the server counts it. */
export async function backlogs(client: JetStreamClient): Promise<Backlog[]> {
  const manager = await client.jetstreamManager(false);
  const streams = await all(manager.streams.list());
  const consumers = await Promise.all(streams.map(({ config: { name } }) => all(manager.consumers.list(name))));
  const durable = consumers.flat().filter(({ config }) => config.durable_name);
  return Promise.all(durable.map(async (info) => ({ ...backlogOf(info), ...(await oldestAge(manager, info)) })));
}

function backlogOf({ name, config, num_pending, num_ack_pending }: ConsumerInfo): Backlog {
  return {
    group: partsOf(name).group,
    pattern: config.filter_subject ?? '>',
    waiting: num_pending,
    underWay: num_ack_pending,
  };
}

/** The age of the first event behind those that are acknowledged without a gap. */
async function oldestAge(manager: JetStreamManager, info: ConsumerInfo): Promise<Pick<Backlog, 'oldestAge'>> {
  const { stream_name, config, num_pending, num_ack_pending, ack_floor } = info;
  if (num_pending + num_ack_pending === 0) return {};
  // The server takes a subject beside the number; the types of its client do not say so.
  const next = { seq: ack_floor.stream_seq + 1, next_by_subj: config.filter_subject ?? '>' };
  const message = await manager.streams.getMessage(stream_name, next).catch(() => undefined);
  return message ? { oldestAge: ageOf(message.timestamp) } : {};
}

async function all<Listed>(pages: Lister<Listed>): Promise<Listed[]> {
  const found: Listed[] = [];
  for await (const one of pages) found.push(one);
  return found;
}
