import { type JetStreamClient, NatsError, type StoredMsg } from 'nats';
import { natsAway } from './connection.ts';
import { deadLetters, excerptOf, headersOf, type Message, tokenOf } from './dead-letter.headers.ts';
import { type Reading, readStream } from './reading.ts';
import { type Streams, streamName } from './streams.ts';

const dead = streamName(deadLetters);

/** There is no such message, or no stream yet: it is made with the first letter. */
const absent = [10_037, 10_043, 10_059];
/** A message could not be deleted. Why, the server says in words only: mostly that there is none. */
const notDeleted = 10_057;

/** The stream DEAD: deliveries that cannot be handled, with the reason. */
export class DeadStream {
  private readonly client: JetStreamClient;
  private readonly streams: Streams;

  constructor(client: JetStreamClient, streams: Streams) {
    this.client = client;
    this.streams = streams;
  }

  /** Resolves when the letter is stored; the same delivery again is the same letter. */
  async keep(group: string, message: Message, error: unknown): Promise<void> {
    await this.streams.ensure(deadLetters);
    const { stream, consumer, streamSequence } = message.info;
    await this.client.publish(`${deadLetters}.${tokenOf(group)}.${message.subject}`, excerptOf(message), {
      msgID: [stream, consumer, streamSequence, message.deadLetterId ?? 0].join('/'),
      headers: headersOf(message, error),
    });
  }

  /** The letters there are now, without their messages. */
  async *headers(pattern: string) {
    const stream = await this.look();
    const reading: Reading = { pattern, from: 0, headersOnly: true };
    if (stream) yield* readStream(this.client, dead, reading, stream.state.last_seq);
  }

  /** How many letters lie under each subject. */
  async subjects(): Promise<Readonly<Record<string, number>>> {
    const stream = await this.look();
    return stream?.state.subjects ?? {};
  }

  async find(id: string): Promise<StoredMsg | undefined> {
    return isPlace(id) ? this.message(dead, Number(id)) : undefined;
  }

  /** A message of any stream, if it is still there. */
  async message(stream: string, seq: number): Promise<StoredMsg | undefined> {
    const { streams } = await this.client.jetstreamManager(false);
    return orAbsent(streams.getMessage(stream, { seq }));
  }

  /** Resolves with whether it was there. */
  async remove(id: string): Promise<boolean> {
    if (!isPlace(id)) return false;
    const { streams } = await this.client.jetstreamManager(false);
    return (await orAbsent(streams.deleteMessage(dead, Number(id), false))) ?? false;
  }

  private async look() {
    const { streams } = await this.client.jetstreamManager(false);
    return orAbsent(streams.info(dead, { subjects_filter: `${deadLetters}.>` }));
  }
}

/** A letter's id is its sequence number in the stream. */
function isPlace(id: string): boolean {
  return /^[1-9]\d{0,14}$/.test(id);
}

async function orAbsent<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof NatsError)) throw error;
    if (isAbsent(error)) return undefined;
    throw error.api_error ? error : natsAway();
  }
}

function isAbsent({ api_error }: NatsError): boolean {
  if (api_error?.err_code === notDeleted) return /no message found|EOF|deleted/i.test(api_error.description);
  return absent.includes(api_error?.err_code ?? 0);
}
