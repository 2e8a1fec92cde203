import { headers, type JsMsg, type MsgHdrs } from 'nats';
import { type DeadLetter, type EventFacts, shownBytes } from '../../outbox/dead-letter.ts';
import { decode } from '../../outbox/message.ts';
import { describeError } from '../retry.ts';

/** The context of the stream DEAD: `dead.<group>.<type>`. */
export const deadLetters = 'dead';

/** What a dead letter says of its end, beside the message and its own headers. */
export const deadHeader = {
  error: 'Dead-Error',
  consumer: 'Dead-Consumer',
  attempts: 'Dead-Attempts',
  stream: 'Dead-Stream',
  sequence: 'Dead-Sequence',
  subject: 'Dead-Subject',
  size: 'Dead-Size',
  event: 'Dead-Event',
} as const;

type Acknowledgement = 'ack' | 'nak' | 'term' | 'working';

/** A message as a consumer has it, or a dead letter that is tried again, which stands for the message it was. */
export type Message = Pick<JsMsg, 'subject' | 'data' | 'headers' | 'seq' | 'string' | Acknowledgement> & {
  readonly info: Pick<JsMsg['info'], 'stream' | 'consumer' | 'streamSequence' | 'deliveryCount'>;
  /** The id of that dead letter. */
  readonly deadLetterId?: string;
};

/** Characters of an error that are kept. */
const errorLength = 1_000;
/** Bytes of a larger message that a letter keeps; a retry reads the rest where it came from. */
const excerpt = 4_096;
/** Characters of a message's own headers that are kept: with them a letter must not be larger than a message can be. */
const headersLength = 8_192;
/** Characters of what an event says of itself that are kept. */
const factLength = 200;

/** A group's name as a part of a subject: a dot is `:`, and `=` stands before one that means itself. */
export function tokenOf(group: string): string {
  return group.replaceAll(/[:=]/g, '=$&').replaceAll('.', ':');
}

export function groupOf(subject: string): string {
  const token = subject.split('.', 2)[1] ?? '';
  return token.replaceAll(/=(.)|:/g, (_all, character?: string) => character ?? '.');
}

/** What a letter keeps of a message. */
export function excerptOf({ data }: Message): Uint8Array {
  return data.length > shownBytes ? data.subarray(0, excerpt) : data;
}

export function headersOf(message: Message, error: unknown): MsgHdrs {
  const { stream, consumer, streamSequence, deliveryCount } = message.info;
  const all = headers();
  let room = headersLength;
  for (const [name, values] of message.headers ?? []) {
    room -= name.length + values.join().length;
    // `Nats-…` are instructions to the server, which it has followed.
    if (room > 0 && !/^(Nats|Dead)-/.test(name)) for (const value of values) all.append(name, value);
  }
  all.set(deadHeader.error, oneLine(describeError(error)));
  all.set(deadHeader.consumer, consumer);
  all.set(deadHeader.attempts, String(deliveryCount));
  all.set(deadHeader.stream, stream);
  all.set(deadHeader.sequence, String(streamSequence));
  all.set(deadHeader.subject, message.subject);
  const { size, event } = told(message);
  all.set(deadHeader.size, size);
  if (event) all.set(deadHeader.event, event);
  return all;
}

/** What a stored letter says, by its headers alone. */
export function letterOf({ seq, at, subject, header }: StoredLetter): DeadLetter {
  const event = readFacts(header.get(deadHeader.event));
  return {
    id: String(seq),
    consumer: groupOf(subject),
    type: header.get(deadHeader.subject),
    ...(event && { event }),
    error: header.get(deadHeader.error),
    attempts: Number(header.get(deadHeader.attempts)),
    at,
    size: Number(header.get(deadHeader.size)),
  };
}

export interface StoredLetter {
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly subject: string;
  readonly header: MsgHdrs;
}

/** What is told of the message itself; a letter that is given up again tells what it told before. */
function told(message: Message): { readonly size: string; readonly event: string | undefined } {
  const { deadLetterId, headers, data } = message;
  if (deadLetterId !== undefined && headers)
    return { size: headers.get(deadHeader.size), event: headers.get(deadHeader.event) };
  return { size: String(data.length), event: factsOf(message) };
}

function factsOf(message: Message): string | undefined {
  try {
    const { id, source, subject, correlationid } = decode(message.string(), message.subject);
    const facts: EventFacts = { id, source, subject, correlationid };
    return JSON.stringify(facts, (_name, fact) => (typeof fact === 'string' ? fact.slice(0, factLength) : fact));
  } catch {
    return undefined;
  }
}

function readFacts(text: string): EventFacts | undefined {
  try {
    return JSON.parse(text) as EventFacts;
  } catch {
    return undefined;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, errorLength);
}
