import { AckPolicy, connect, DeliverPolicy, type NatsConnection } from 'nats';
import { type Envelope, matches } from '../../../mixins/kernel/event.ts';
import { decode } from '../../../mixins/outbox/message.ts';
import type { ConsumerState, Evidence } from '../../../mixins/proof.ts';

/** Something on a subject that is no event of ours. */
export interface Poison {
  readonly subject: string;
  readonly text: string;
}

type InStreams = Pick<Evidence, 'events' | 'consumers' | 'deadLetters' | 'poison'>;

const deadStream = 'DEAD';

/** Reads the streams from their beginnings, and how far each consumer is. */
export async function readStreams(natsUrl: string, sent: readonly Poison[]): Promise<InStreams> {
  const connection = await connect({ servers: natsUrl });
  try {
    const eventStreams = await readEventStreams(connection);
    const consumers = await readConsumers(connection, eventStreams);
    const messages = (await Promise.all(eventStreams.map((name) => readAll(connection, name)))).flat();
    const bad = new Set(sent.map(({ text }) => text));
    return {
      events: messages.filter(({ text }) => !bad.has(text)).map(({ subject, text }): Envelope => decode(text, subject)),
      consumers: consumers.map(({ state }) => state),
      deadLetters: (await readAll(connection, deadStream)).map(({ text }) => text),
      poison: sent.flatMap(({ subject, text }) =>
        consumers.filter(({ pattern }) => matches(pattern, subject)).map(() => text),
      ),
    };
  } finally {
    await connection.close();
  }
}

/** Each context has a stream of its name. */
async function readEventStreams(connection: NatsConnection): Promise<string[]> {
  const { streams } = await connection.jetstreamManager();
  const names: string[] = [];
  for await (const name of streams.names()) if (name !== deadStream && !name.startsWith('KV_')) names.push(name);
  return names;
}

async function readConsumers(connection: NatsConnection, eventStreams: readonly string[]) {
  const { consumers } = await connection.jetstreamManager();
  const found: { readonly pattern: string; readonly state: ConsumerState }[] = [];
  for (const stream of eventStreams)
    for await (const { name, config, num_ack_pending, num_pending } of consumers.list(stream)) {
      if (!config.durable_name) continue;
      const state = { name, unacknowledged: num_ack_pending, waiting: num_pending };
      found.push({ pattern: config.filter_subject ?? '>', state });
    }
  return found;
}

/** A stream that nobody has made yet is empty. */
async function readAll(connection: NatsConnection, stream: string): Promise<Poison[]> {
  const manager = await connection.jetstreamManager();
  const info = await manager.streams.info(stream).catch(() => undefined);
  if (!info || info.state.messages === 0) return [];
  const { name } = await manager.consumers.add(stream, {
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.All,
    mem_storage: true,
  });
  const consumer = await connection.jetstream().consumers.get(stream, name);
  const messages: Poison[] = [];
  while (messages.length < info.state.messages)
    for await (const message of await consumer.fetch({ max_messages: 500, expires: 2_000 })) {
      messages.push({ subject: message.subject, text: message.string() });
      if (message.info.pending === 0) break;
    }
  await consumer.delete();
  return messages;
}
