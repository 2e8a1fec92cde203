import { headers, type JetStreamClient, type JsMsg, type MsgHdrs } from 'nats';
import { describeError } from '../retry.ts';
import type { Streams } from './streams.ts';

/** The context of the stream DEAD: `dead.<group>.<type>`. */
export const deadLetters = 'dead';

/** What a dead letter says of its end, beside the event and its own headers. */
export const deadHeader = {
  error: 'Dead-Error',
  consumer: 'Dead-Consumer',
  attempts: 'Dead-Attempts',
  stream: 'Dead-Stream',
  sequence: 'Dead-Sequence',
  subject: 'Dead-Subject',
} as const;

/** Characters of an error that are kept. */
const errorLength = 1_000;

/** Keeps deliveries that cannot be handled, as they came, with the reason. */
export class DeadLetters {
  private readonly client: JetStreamClient;
  private readonly streams: Streams;

  constructor(client: JetStreamClient, streams: Streams) {
    this.client = client;
    this.streams = streams;
  }

  /** Resolves when the letter is stored; the same delivery again is the same letter. */
  async keep(group: string, message: JsMsg, error: unknown): Promise<void> {
    await this.streams.ensure(deadLetters);
    const { stream, consumer, streamSequence } = message.info;
    await this.client.publish(`${deadLetters}.${group}.${message.subject}`, message.data, {
      msgID: `${stream}/${consumer}/${streamSequence}`,
      headers: obituary(message, error),
    });
  }
}

function obituary(message: JsMsg, error: unknown): MsgHdrs {
  const { stream, consumer, streamSequence, deliveryCount } = message.info;
  const all = headers();
  for (const [name, values] of message.headers ?? []) {
    // `Nats-…` are instructions to the server, which it has followed.
    if (!name.startsWith('Nats-')) for (const value of values) all.append(name, value);
  }
  all.set(deadHeader.error, oneLine(describeError(error)));
  all.set(deadHeader.consumer, consumer);
  all.set(deadHeader.attempts, String(deliveryCount));
  all.set(deadHeader.stream, stream);
  all.set(deadHeader.sequence, String(streamSequence));
  all.set(deadHeader.subject, message.subject);
  return all;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, errorLength);
}
