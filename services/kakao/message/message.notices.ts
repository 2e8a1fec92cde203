import { createHash } from 'node:crypto';
import { idRule } from '../../../mixins/contract/rules.ts';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import type { System } from '../../../mixins/system.ts';
import { type MessageFields, mostCharacters } from './message.contract.ts';
import type { MessageCommand } from './message.ts';
import { withoutPersonalData } from './personal-data.ts';

type Telling = Pick<System, 'name' | 'events' | 'notices' | 'storyOf'>;
type Request = Extract<MessageCommand, { type: 'request' }>;

export interface NoticeOptions {
  readonly language: MessageFields['language'];
  /** Milliseconds after an event that people are told of it. */
  readonly expiry: number;
}

/** The types of the events that these systems tell people of, by the pattern that a consumer of them follows. */
export function noticedTypes(systems: readonly Telling[]): ReadonlyMap<string, readonly string[]> {
  const types = systems.flatMap(({ notices = {} }) => Object.keys(notices));
  return Map.groupBy(types, (type) => `${type.slice(0, type.lastIndexOf('.'))}.*`);
}

/**
 * The message that follows from an event, and its id. None when nobody is told, or the event is told again for a repair: that
 * is no news.
 */
export function requestOf(
  event: Envelope,
  systems: readonly Telling[],
  at: number,
  { language, expiry }: NoticeOptions,
): { readonly id: string; readonly command: Request } | undefined {
  const system = systems.find(({ notices }) => notices?.[event.type]);
  const notice = system?.notices?.[event.type];
  if (!system || !notice || event.restated) return undefined;
  const data = event.data as never;
  const customerId = notice.to(data, event.subject);
  if (customerId === undefined) return undefined;
  const orderId = system.storyOf(event);
  const fields = {
    ...{ customerId, status: notice.status, language, system: system.name, event: event.type },
    message: shortened(withoutPersonalData(notice.text(data, event.subject)[language])),
    ...(orderId !== undefined && { orderId }),
    requestedAt: event.time,
  };
  const expiresAt = Date.parse(event.time) + expiry;
  const command = { type: 'request', fields, correlationId: event.correlationid, at, expiresAt } as const;
  return { id: messageIdOf(event), command };
}

/**
 * The id of an event names it among those of its service; this one among all. It is made shorter where it is longer than an id
 * may be.
 */
export function messageIdOf({ source, id }: Pick<Envelope, 'source' | 'id'>): string {
  const whole = `${source.replace(/^\//, '')}.${id}`;
  return whole.length <= idRule.max ? whole : createHash('sha256').update(whole).digest('hex').slice(0, 32);
}

function shortened(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;
}
