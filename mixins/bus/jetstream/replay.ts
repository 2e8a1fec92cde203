import type { JetStreamClient, JsMsg } from 'nats';
import type { Envelope } from '../../kernel/event.ts';
import { decode } from '../../outbox/message.ts';
import { readStream } from './reading.ts';

/** Events under way at once. */
const underWayAtOnce = 256;

/**
 * Hands on what a stream has of a pattern behind the sequence number `from`, in order.
 * @returns the sequence number it came to
 */
export async function replay(
  client: JetStreamClient,
  stream: string,
  pattern: string,
  handle: (event: Envelope) => Promise<void>,
  from: number,
): Promise<number> {
  const manager = await client.jetstreamManager(false);
  const { state } = await manager.streams.info(stream);
  let underWay: Promise<void>[] = [];
  for await (const message of readStream(client, stream, { pattern, from }, state.last_seq)) {
    const replayed = replayOne(message, handle);
    // Whatever it throws is thrown below.
    replayed.catch(() => {});
    underWay.push(replayed);
    if (underWay.length < underWayAtOnce) continue;
    await Promise.all(underWay);
    underWay = [];
  }
  await Promise.all(underWay);
  return state.last_seq;
}

/** What is no event of ours is among the dead letters already. */
async function replayOne(message: JsMsg, handle: (event: Envelope) => Promise<void>): Promise<void> {
  let event: Envelope;
  try {
    event = decode(message.string(), message.subject);
  } catch {
    return;
  }
  await handle(event);
}
