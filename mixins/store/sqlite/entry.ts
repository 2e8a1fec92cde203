import { decode } from '../../outbox/message.ts';
import type { LogEntry } from '../../outbox/port.ts';

/** The event that was written as this text, or the text when it is no event of ours. */
export function eventOf(text: string): LogEntry['event'] {
  try {
    return decode(text);
  } catch {
    return text;
  }
}

export function textOf(event: LogEntry['event']): string {
  return typeof event === 'string' ? event : JSON.stringify(event);
}
