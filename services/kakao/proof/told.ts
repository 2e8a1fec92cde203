import type { Envelope } from '../../../mixins/kernel/event.ts';
import { systems } from '../../systems.ts';
import { requestOf } from '../message/message.notices.ts';

/** The ids of the messages that these events ask for. */
export function toldOf(events: readonly Envelope[]): string[] {
  const options = { language: 'en', expiry: 0 } as const;
  return events.flatMap((event) => requestOf(event, systems, Date.parse(event.time), options)?.id ?? []);
}
