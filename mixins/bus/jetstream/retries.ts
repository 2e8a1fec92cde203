import type { JsMsg, StoredMsg } from 'nats';
import { deadHeader, type Message } from './dead-letter.headers.ts';
import type { DeadStream } from './dead-stream.ts';

/**
 * The context of the stream RETRY. `retry.<consumer>` has the places in DEAD of the letters that this consumer shall
 * try again; the letters stay where they are until that is done.
 */
export const retries = 'retry';

/** The message that an order of RETRY stands for, or `undefined` when its letter is gone. */
export async function recall(order: JsMsg, dead: DeadStream): Promise<Message | undefined> {
  const letter = order.string();
  const stored = await dead.find(letter);
  if (!stored || stored.header.get(deadHeader.consumer) !== order.info.consumer) return undefined;
  const stream = stored.header.get(deadHeader.stream);
  const streamSequence = Number(stored.header.get(deadHeader.sequence));
  const data = await wholeOf(stored, dead);
  return {
    deadLetterId: letter,
    subject: stored.header.get(deadHeader.subject),
    data: data ?? stored.data,
    headers: stored.header,
    seq: streamSequence,
    string: () => {
      if (!data) throw new Gone(`message ${streamSequence} of ${stream} is no longer there`);
      return new TextDecoder().decode(data);
    },
    info: {
      stream,
      consumer: order.info.consumer,
      streamSequence,
      deliveryCount: Number(stored.header.get(deadHeader.attempts)) + order.info.deliveryCount,
    },
    ack: () => order.ack(),
    nak: (milliseconds) => order.nak(milliseconds),
    term: () => order.term(),
    working: () => order.working(),
  };
}

/** A letter has only the beginning of a large message; the whole is where it came from, while that keeps it. */
async function wholeOf({ data, header }: StoredMsg, dead: DeadStream): Promise<Uint8Array | undefined> {
  if (data.length >= Number(header.get(deadHeader.size))) return data;
  const original = await dead.message(header.get(deadHeader.stream), Number(header.get(deadHeader.sequence)));
  return original?.data;
}

/** A letter that has only the beginning of its message has nothing to try. */
class Gone extends Error {
  readonly type = 'message-gone';
  readonly retryable = false;
}
