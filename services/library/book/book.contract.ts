import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import {
  byRule,
  countRule,
  epochMsRule,
  markRule,
  optional,
  textRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { titleRules } from './details.contract.ts';

/** What others may depend on of the book service (도서관리): titles, their copies and their waitlists. */

export interface TitleDetails {
  readonly title: string;
  readonly authors: string;
  /** ISBN-13 without hyphens, where it is known. */
  readonly isbn?: string;
  /** Year of first publication; negative before the common era. */
  readonly year?: number;
  /** BCP 47 or ISO 639 code as the catalogue gives it. */
  readonly language?: string;
}

/** Staff takes a copy that is held for another, on purpose. `by`: who did it, as far as it is known. */
export const overrideRule = {
  type: 'object',
  strict: true,
  props: { reason: textRule(200), by: optional(byRule) },
} as const;

export type Override = ValueOf<typeof overrideRule>;

const copy = { ...countRule, description: 'Number of the copy, from 1.' } as const;
/** `null`: the member has a copy that the catalogue does not know. */
const copyOrNone = {
  ...countRule,
  nullable: true,
  schema: {
    oneOf: [schemaOf(copy), { type: 'null', description: 'The member has a copy that the catalogue does not know.' }],
  },
} as const;
const title = textRule(1_000);
const rentalId = idRule;
const numbers = {
  type: 'array',
  max: 1_000,
  items: countRule,
  schema: { type: 'array', maxItems: 1_000, items: schemaOf(countRule) },
} as const;
/** As it is kept, and described as it is given. */
const isbn = optional({ type: 'string', max: 32, schema: schemaOf(titleRules.isbn) });
const year = optional({ type: 'number', integer: true, min: -5_000, max: 9_999, schema: schemaOf(titleRules.year) });
const language = optional({ type: 'string', max: 64, schema: schemaOf(titleRules.language) });

export const bookEventDefinitions = defineEvents({
  'library.book.catalogued': {
    about: 'A title is added or corrected.',
    data: { title, authors: textRule(4_000), copies: numbers, isbn, year, language },
  },
  /** `copies`: numbers of those that are still held or lent. */
  'library.book.withdrawn': { about: 'A title is no longer in the catalogue.', data: { title, copies: numbers } },
  'library.book.held': {
    about: 'A copy is set aside for a rental.',
    data: { rentalId, copy, title, override: optional(overrideRule) },
  },
  'library.book.queued': {
    about: 'A rental waits for a copy, at this position.',
    data: { rentalId, position: { ...countRule, description: 'In the waitlist, from 1.' }, title },
  },
  'library.book.refused': {
    about: 'A rental gets no copy: the title is unknown or withdrawn. `stale` is found in old events only.',
    data: { rentalId, reason: wordRule('unknown-title', 'withdrawn', 'stale') },
  },
  /** The rental has a place, but may be one that the title has forgotten. */
  'library.book.doubted': { about: 'A rental is asked to say again that it has ended, if it has.', data: { rentalId } },
  'library.book.lent': {
    about: 'A copy is taken home.',
    data: {
      rentalId,
      copy: copyOrNone,
      /** It learns of this copy by the event, which then has the `title`. */
      notHeld: optional({
        ...markRule,
        schema: { type: 'boolean', description: 'No copy was held for the rental before.' },
      }),
      title: optional(title),
    },
  },
  /** When the member asked for the rental, and when the title was done with it. */
  'library.book.released': {
    about: 'A copy is free again.',
    data: {
      rentalId,
      copy: copyOrNone,
      requestedAt: epochMsRule,
      closedAt: epochMsRule,
      by: wordRule('cancel', 'return'),
    },
  },
});

export type BookEvent = EventsOf<typeof bookEventDefinitions>;

export type BookEnvelope = EnvelopeOf<BookEvent>;

export const bookEvents = 'library.book.*';

export type { BookStatus, BookView, WaitlistView, Withdrawal } from './book.answers.contract.ts';

/**
 * A title for the catalogue. What is absent stays as it is; `null` removes it. The same again changes nothing.
 * Refused `isbn-invalid` for a wrong check digit, and `copies-in-use` when more copies are held or lent than would be left.
 */
export interface CatalogueParams {
  readonly id: string;
  readonly title: string;
  /** `Unknown` for a new title that does not say. */
  readonly authors?: string;
  /** ISBN-10 or ISBN-13, with or without hyphens. */
  readonly isbn?: string | null;
  readonly year?: number | null;
  readonly language?: string | null;
  /** 1 to 1000. */
  readonly copies?: number;
  /** Copies of a new title, when `copies` is absent; `defaultCopies` when this is absent too. */
  readonly newCopies?: number;
}

/** `book.catalogueMany`: up to 500 titles; answers one outcome for each, in their order. */
export interface CatalogueManyParams {
  readonly titles: readonly CatalogueParams[];
}

export type CatalogueOutcome = 'added' | 'changed' | 'unchanged' | { readonly refused: string };

/** What `book.allocate` answers with. `version` is the title's: of two answers or events the higher one is the newer. */
export type Standing = { readonly version: number } & (
  | { readonly state: 'held' | 'lent'; readonly copy: number; readonly title: string }
  | { readonly state: 'queued'; readonly position: number; readonly title: string }
  /** The member has a copy that the catalogue does not know. */
  | { readonly state: 'unlisted'; readonly title: string }
  /** There is no such title, or it is done with the rental. */
  | { readonly state: 'refused'; readonly reason: 'unknown-title' | 'withdrawn' | 'stale' }
);
