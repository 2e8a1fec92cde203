import { idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { count, epochMs, objectOf, oneOf, type SchemasOf, saying, text } from '../../../mixins/contract/schema.ts';
import { overrideSchema, titleRules } from './book.api.contract.ts';
import type { BookEvent } from './book.contract.ts';

/** What the events of a title carry, as JSON Schema. */

const rentalId = schemaOf(idRule);
const copy = { ...count, description: 'Number of the copy, from 1.' };
const copyOrNone = {
  oneOf: [copy, { type: 'null', description: 'The member has a copy that the catalogue does not know.' }],
};
const title = text(1_000);

type Data<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>['data'];

const catalogued = objectOf<Data<'library.book.catalogued'>>({
  required: { title, authors: text(4_000), copies: { type: 'array', maxItems: 1_000, items: count } },
  optional: {
    isbn: schemaOf(titleRules.isbn),
    year: schemaOf(titleRules.year),
    language: schemaOf(titleRules.language),
  },
});
const withdrawn = objectOf<Data<'library.book.withdrawn'>>({
  required: { title, copies: { type: 'array', maxItems: 1_000, items: count } },
  optional: {},
});
const held = objectOf<Data<'library.book.held'>>({
  required: { rentalId, copy, title },
  optional: { override: overrideSchema },
});
const queued = objectOf<Data<'library.book.queued'>>({
  required: { rentalId, position: { ...count, description: 'In the waitlist, from 1.' }, title },
  optional: {},
});
const refused = objectOf<Data<'library.book.refused'>>({
  required: { rentalId, reason: oneOf('unknown-title', 'withdrawn', 'stale') },
  optional: {},
});
const doubted = objectOf<Data<'library.book.doubted'>>({ required: { rentalId }, optional: {} });
const lent = objectOf<Data<'library.book.lent'>>({
  required: { rentalId, copy: copyOrNone },
  optional: { notHeld: { type: 'boolean', description: 'No copy was held for the rental before.' }, title },
});
const released = objectOf<Data<'library.book.released'>>({
  required: { rentalId, copy: copyOrNone, requestedAt: epochMs, closedAt: epochMs, by: oneOf('cancel', 'return') },
  optional: {},
});

export const bookEventSchemas: SchemasOf<BookEvent> = {
  'library.book.catalogued': saying('A title is added or corrected.', catalogued),
  'library.book.withdrawn': saying('A title is no longer in the catalogue.', withdrawn),
  'library.book.held': saying('A copy is set aside for a rental.', held),
  'library.book.queued': saying('A rental waits for a copy, at this position.', queued),
  'library.book.refused': saying(
    'A rental gets no copy: the title is unknown or withdrawn. `stale` is found in old events only.',
    refused,
  ),
  'library.book.doubted': saying('A rental is asked to say again that it has ended, if it has.', doubted),
  'library.book.lent': saying('A copy is taken home.', lent),
  'library.book.released': saying('A copy is free again.', released),
};
