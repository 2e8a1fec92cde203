import type { EventDefinitions } from './contract/events.ts';
import type { FieldsOf } from './contract/typed.ts';

/** What a system tells people, by the type of its event. It does not know what sends the messages. */
export type Notices<Definitions extends EventDefinitions> = {
  readonly [Type in keyof Definitions & string]?: Notice<FieldsOf<Definitions[Type]['data']>>;
};

/**
 * A message that follows from an event: to whom, and in which words. `subject` is the id of the event's record. A text
 * holds no phone number, e-mail address or resident number.
 */
export interface Notice<Data = never> {
  /** What has happened, in a word for lists and filters: `Shipped`. Latin letters, digits, dots, hyphens and underscores. */
  readonly status: string;
  /** The id of the member or customer who is told; `undefined`: nobody is. */
  to(data: Data, subject: string): string | undefined;
  /** The message in each language: 500 characters at most. */
  text(data: Data, subject: string): { readonly en: string; readonly ko: string };
}
