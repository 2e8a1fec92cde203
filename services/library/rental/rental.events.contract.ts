import { idRule, schemaOf } from '../../../mixins/contract/rules.ts';
import {
  count,
  epochMs,
  instant,
  objectOf,
  oneOf,
  type SchemasOf,
  text,
  won,
} from '../../../mixins/contract/schema.ts';
import type { Allocation, RentalEvent, RentalTerms } from './rental.contract.ts';

/** What the events of a rental carry, as JSON Schema. */

const id = schemaOf(idRule);
const paymentId = { ...id, maxLength: 80 };

const terms = { memberId: id, bookId: id, amount: won, paymentId, attempt: count, requestedAt: instant };
const allocation = { copy: count, position: count, title: text(1_000), toldBy: count };
const requestId = text(100);

const plain = objectOf<RentalTerms>({ required: terms, optional: {} });
const placed = objectOf<RentalTerms & Allocation>({ required: terms, optional: allocation });

type Data<Type extends RentalEvent['type']> = Extract<RentalEvent, { type: Type }>['data'];

const pending = objectOf<Data<'library.rental.requested'>>({
  required: { ...terms, requestId, due: epochMs },
  optional: {},
});
const rented = objectOf<Data<'library.rental.rented'>>({
  required: { ...terms, requestId, rentedAt: instant },
  optional: allocation,
});
const cancelled = objectOf<Data<'library.rental.cancelled'>>({
  required: { ...terms, reason: oneOf('member', 'unknown-title', 'stale') },
  optional: { ...allocation, requestId },
});

export const rentalEventSchemas: SchemasOf<RentalEvent> = {
  'library.rental.requested': pending,
  'library.rental.abandoning': pending,
  'library.rental.abandoned': plain,
  'library.rental.reserved': plain,
  'library.rental.declined': objectOf<Data<'library.rental.declined'>>({
    required: { ...terms, reason: text(1_000) },
    optional: {},
  }),
  'library.rental.waiting': placed,
  'library.rental.ready': placed,
  'library.rental.rented': rented,
  'library.rental.allocated': rented,
  'library.rental.returned': objectOf<Data<'library.rental.returned'>>({
    required: { ...terms, requestId, rentedAt: instant, returnedAt: instant },
    optional: allocation,
  }),
  'library.rental.cancelled': cancelled,
  'library.rental.refunded': cancelled,
};
