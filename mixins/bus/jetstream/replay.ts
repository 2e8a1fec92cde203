import { AckPolicy, DeliverPolicy, type JetStreamClient, nanos } from 'nats';
import type { Envelope } from '../../kernel/event.ts';
import { decode } from '../message.ts';

/** Messages asked for at once, and milliseconds to wait for them. */
const batch = { max_messages: 256, expires: 5_000 };
/** Milliseconds after which the server drops the reader of a process that vanished. */
const forgotten = 30_000;

/**
 * Reads a stream behind the sequence number `from`, in order, and leaves nothing on the server.
 * @returns the sequence number it came to
 */
export async function readAgain(
  client: JetStreamClient,
  stream: string,
  pattern: string,
  handle: (event: Envelope) => Promise<void>,
  from: number,
): Promise<number> {
  const manager = await client.jetstreamManager();
  const { state } = await manager.streams.info(stream);
  const { name, num_pending } = await manager.consumers.add(stream, {
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: from + 1,
    filter_subject: pattern,
    inactive_threshold: nanos(forgotten),
    mem_storage: true,
  });
  const consumer = await client.consumers.get(stream, name);
  let isOver = num_pending === 0;
  while (!isOver) {
    const underWay: Promise<void>[] = [];
    for await (const message of await consumer.fetch(batch)) {
      underWay.push(replayOne(message.string(), message.subject, handle));
      isOver = message.info.pending === 0 || message.seq >= state.last_seq;
      if (isOver) break;
    }
    await Promise.all(underWay);
  }
  await consumer.delete();
  return state.last_seq;
}

/** What is no event of ours is among the dead letters already. */
async function replayOne(text: string, subject: string, handle: (event: Envelope) => Promise<void>): Promise<void> {
  let event: Envelope;
  try {
    event = decode(text, subject);
  } catch {
    return;
  }
  await handle(event);
}
