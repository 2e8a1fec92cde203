import { idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { count, epochMs, objectOf, oneOf, type SchemasOf, text } from '../../../mixins/contract/schema.ts';
import { titleRules } from './book.api.contract.ts';
import type { BookEvent } from './book.contract.ts';

/** What the events of a title carry, as JSON Schema. */

const rentalId = schemaOf(idRule);
const copy = { ...count, description: 'Number of the copy, from 1.' };
const copyOrNone = {
  oneOf: [copy, { type: 'null', description: 'The member has a copy that the catalogue does not know.' }],
};
const title = text(1_000);

type Data<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>['data'];

export const bookEventSchemas: SchemasOf<BookEvent> = {
  'library.book.catalogued': objectOf<Data<'library.book.catalogued'>>({
    required: { title, authors: text(4_000), copies: { type: 'array', maxItems: 1_000, items: count } },
    optional: {
      isbn: schemaOf(titleRules.isbn),
      year: schemaOf(titleRules.year),
      language: schemaOf(titleRules.language),
    },
  }),
  'library.book.held': objectOf<Data<'library.book.held'>>({ required: { rentalId, copy, title }, optional: {} }),
  'library.book.queued': objectOf<Data<'library.book.queued'>>({
    required: { rentalId, position: { ...count, description: 'In the waitlist, from 1.' }, title },
    optional: {},
  }),
  'library.book.refused': objectOf<Data<'library.book.refused'>>({
    required: { rentalId, reason: oneOf('unknown-title', 'stale') },
    optional: {},
  }),
  'library.book.lent': objectOf<Data<'library.book.lent'>>({ required: { rentalId, copy: copyOrNone }, optional: {} }),
  'library.book.released': objectOf<Data<'library.book.released'>>({
    required: {
      rentalId,
      copy: copyOrNone,
      requestedAt: epochMs,
      closedAt: epochMs,
      by: oneOf('cancel', 'return'),
    },
    optional: {},
  }),
};
