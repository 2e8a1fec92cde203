import type { Envelope } from '../kernel/event.ts';

/** An event as it lies in a JetStream stream: its envelope as JSON, under its type as the subject. */
export function encode(event: Envelope): string {
  return JSON.stringify(event);
}

/** The bounded context an event type or pattern belongs to: its first token. */
export function contextOf(type: string): string {
  return type.split('.', 1)[0] as string;
}

/**
 * Tells one event from every other, for deduplication. CloudEvents promises uniqueness of source and id
 * together only: a rental and its payment can have the same id, and then so have their events.
 */
export function identity({ source, id }: Pick<Envelope, 'source' | 'id'>): string {
  return `${source}/${id}`;
}

/** The aggregate that an event belongs to among those of all services. */
export function aggregateOf({ source, subject }: Pick<Envelope, 'source' | 'subject'>): string {
  return `${source}/${subject}`;
}

/** What is handled one after another: the events of an aggregate, where their order counts. */
export function laneOf(
  { unordered }: { readonly unordered?: boolean | undefined },
  event: Envelope,
): string | undefined {
  return unordered ? undefined : aggregateOf(event);
}

const texts = ['id', 'source', 'type', 'subject', 'time', 'correlationid', 'causationid'] as const;

/** Characters of an event at most. NATS takes messages of 1 MiB unless it is told otherwise, so ours are all smaller. */
const maxLength = 1_048_576;

/**
 * Reads a message of a stream, or an entry of a log, which has no subject.
 * @throws {NotAnEvent} when it is no valid envelope, or lies under a subject that is not its type
 */
export function decode(text: string, subject?: string): Envelope {
  if (text.length > maxLength) throw new NotAnEvent(`larger than an event can be, ${text.length} characters`);
  const value = parse(text);
  if (!isObject(value)) throw new NotAnEvent('not a JSON object');
  const missing = texts.find((field) => typeof value[field] !== 'string' || value[field] === '');
  if (missing) throw new NotAnEvent(`${missing} is not a text`);
  if (value.specversion !== '1.0') throw new NotAnEvent('specversion is not 1.0');
  if (!Number.isInteger(value.version) || Number(value.version) < 1) throw new NotAnEvent('version is not 1 or more');
  if (!isObject(value.data)) throw new NotAnEvent('data is not an object');
  if (subject !== undefined && value.type !== subject)
    throw new NotAnEvent(`type ${value.type} is published under ${subject}`);
  return value as unknown as Envelope;
}

/** The type that a text says it is of, though it is no event. */
export function statedType(text: string): string | undefined {
  try {
    const { type } = JSON.parse(text);
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}

/** No attempt can succeed: such a message is dead at once. */
export class NotAnEvent extends Error {
  readonly type = 'not-an-event';
  readonly retryable = false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAnEvent('not JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
