import type { DomainEvent } from './decider.ts';

/**
 * An event as it travels and is stored: CloudEvents 1.0 in JSON.
 * Extensions: `version` of the aggregate after the event, `correlationid` of the request that began it all,
 * `causationid` of the command or event it follows from.
 */
export interface Envelope<Event extends DomainEvent = DomainEvent> {
  readonly specversion: '1.0';
  /** `<aggregate id>-<version>`: the same event always has the same id. */
  readonly id: string;
  /** The service that owns the aggregate, as a URI reference: `/rental`. */
  readonly source: string;
  readonly type: Event['type'];
  /** The aggregate's id. */
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly version: number;
  readonly correlationid: string;
  readonly causationid: string;
  /** It tells the present state of its aggregate once more, and is no news: events that were published before may be lost. */
  readonly restated?: true;
  readonly data: Event['data'];
}

/** The envelope of each event of a union. */
export type EnvelopeOf<Event extends DomainEvent> = Event extends DomainEvent ? Envelope<Event> : never;

export interface Origin {
  readonly source: string;
  readonly subject: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly correlationId: string;
  readonly causationId: string;
}

/** Puts events in their envelopes; they take the versions after `version`, one each. */
export function envelop<Event extends DomainEvent>(
  events: readonly Event[],
  version: number,
  origin: Origin,
): Envelope<Event>[] {
  const time = new Date(origin.at).toISOString();
  return events.map((event, index) => ({
    specversion: '1.0',
    id: eventId(origin.subject, version + index + 1),
    source: origin.source,
    type: event.type,
    subject: origin.subject,
    time,
    datacontenttype: 'application/json',
    version: version + index + 1,
    correlationid: origin.correlationId,
    causationid: origin.causationId,
    data: event.data,
  }));
}

export function eventId(subject: string, version: number): string {
  return `${subject}-${version}`;
}

/** Does a subject pattern in NATS's words (`*` one token, `>` the rest) take this event type? */
export function matches(pattern: string, type: string): boolean {
  const wanted = pattern.split('.');
  const tokens = type.split('.');
  for (const [index, token] of wanted.entries()) {
    if (token === '>') return tokens.length > index;
    if (token !== '*' && token !== tokens[index]) return false;
  }
  return wanted.length === tokens.length;
}

/**
 * The events that tell the present state of an aggregate again, under the version of the one that led to it: the first one
 * also under its id. `run` names what they are told for.
 */
export function restate<Event extends DomainEvent>(
  events: readonly Event[],
  version: number,
  origin: Omit<Origin, 'correlationId' | 'causationId'>,
  run: string,
): Envelope<Event>[] {
  const cause = { ...origin, correlationId: run, causationId: run };
  return events.flatMap(({ type, data }, index) =>
    envelop([{ type, data } as Event], version - 1, cause).map((event) => ({
      ...event,
      ...(index > 0 && { id: `${event.id}.${index}` }),
      restated: true as const,
    })),
  );
}
