import type { JetStreamClient } from 'nats';
import {
  type DeadLetter,
  type DeadLetterFilter,
  type DeadLetters,
  fits,
  shownBytes,
} from '../../outbox/dead-letter.ts';
import { deadHeader, deadLetters, groupOf, letterOf, tokenOf } from './dead-letter.headers.ts';
import type { DeadStream } from './dead-stream.ts';
import { retries } from './retries.ts';
import type { Streams } from './streams.ts';

/** What an operator's look into DEAD needs of a connection. */
export interface DeadLetterSession {
  readonly client: JetStreamClient;
  readonly streams: Streams;
  readonly dead: DeadStream;
}

/** Requests to the server under way at once. */
const atOnce = 64;

/** The dead letters on JetStream. An id is the letter's place in the stream DEAD. */
export class JetStreamDeadLetters implements DeadLetters {
  private readonly session: () => DeadLetterSession;

  /** `session` throws while there is no connection. */
  constructor(session: () => DeadLetterSession) {
    this.session = session;
  }

  async *list(filter: DeadLetterFilter): AsyncIterable<DeadLetter> {
    const { consumer, type } = filter;
    const group = consumer === undefined ? '*' : tokenOf(consumer);
    const isAll = consumer === undefined && type === undefined;
    const pattern = isAll ? `${deadLetters}.>` : `${deadLetters}.${group}.${type ?? '>'}`;
    for await (const { seq, subject, headers: header, info } of this.session().dead.headers(pattern)) {
      const at = Math.floor(info.timestampNanos / 1e6);
      if (at >= (filter.before ?? Number.POSITIVE_INFINITY)) return;
      const letter = header && letterOf({ seq, at, subject, header });
      if (letter && fits(letter, filter)) yield letter;
    }
  }

  async get(id: string) {
    const stored = await this.session().dead.find(id);
    if (!stored) return undefined;
    const { seq, subject, header, data, time } = stored;
    const message = new TextDecoder().decode(data.subarray(0, shownBytes));
    return { ...letterOf({ seq, subject, header, at: time.getTime() }), message };
  }

  async count(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const [subject, letters] of Object.entries(await this.session().dead.subjects())) {
      const group = groupOf(subject);
      counts.set(group, (counts.get(group) ?? 0) + letters);
    }
    return counts;
  }

  async retry(ids: readonly string[]): Promise<number> {
    const { client, streams } = this.session();
    await streams.ensure(retries);
    return countOf(ids, async (id) => {
      const consumer = (await this.session().dead.find(id))?.header.get(deadHeader.consumer);
      if (!consumer) return false;
      await client.publish(`${retries}.${consumer}`, id, { msgID: id });
      return true;
    });
  }

  async discard(ids: readonly string[]): Promise<number> {
    const { dead } = this.session();
    return countOf(ids, (id) => dead.remove(id));
  }
}

/** For how many of them it was done, some at a time. */
async function countOf(ids: readonly string[], done: (id: string) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (let start = 0; start < ids.length; start += atOnce) {
    const outcomes = await Promise.all(ids.slice(start, start + atOnce).map(done));
    count += outcomes.filter(Boolean).length;
  }
  return count;
}
