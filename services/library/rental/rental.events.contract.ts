import { idRule, memberRule, schemaOf } from '../../../mixins/contract/rules.ts';
import {
  bySchema,
  count,
  epochMs,
  instant,
  objectOf,
  oneOf,
  type SchemasOf,
  saying,
  text,
  won,
} from '../../../mixins/contract/schema.ts';
import { overrideSchema } from '../book/book.api.contract.ts';
import type { Allocation, RentalEvent, RentalTerms } from './rental.contract.ts';

/** What the events of a rental carry, as JSON Schema. */

const id = schemaOf(idRule);
const paymentId = { ...id, maxLength: 80 };

const wait = { type: 'boolean', const: false, description: 'The member does not wait for a copy.' };
const terms = {
  memberId: schemaOf(memberRule),
  bookId: id,
  amount: won,
  paymentId,
  attempt: count,
  requestedAt: instant,
};
const allocation = { copy: count, position: count, title: text(1_000), toldBy: count };
const requestId = text(100);
const isTrue = { type: 'boolean', const: true };
const doubts = { unchecked: isTrue, unlisted: isTrue };

const plain = objectOf<RentalTerms>({ required: terms, optional: { wait } });
const placed = objectOf<RentalTerms & Allocation>({ required: terms, optional: { ...allocation, wait } });

type Data<Type extends RentalEvent['type']> = Extract<RentalEvent, { type: Type }>['data'];

const pending = objectOf<Data<'library.rental.requested'>>({
  required: { ...terms, requestId, due: epochMs },
  optional: { wait },
});
const rented = objectOf<Data<'library.rental.rented'>>({
  required: { ...terms, requestId, rentedAt: instant },
  optional: { ...allocation, ...doubts, wait, by: bySchema, override: overrideSchema },
});
const declined = objectOf<Data<'library.rental.declined'>>({
  required: { ...terms, reason: text(1_000) },
  optional: { wait },
});
const returned = objectOf<Data<'library.rental.returned'>>({
  required: { ...terms, requestId, rentedAt: instant, returnedAt: instant },
  optional: { ...allocation, ...doubts, wait, by: bySchema, override: overrideSchema },
});
const cancelled = objectOf<Data<'library.rental.cancelled'>>({
  required: { ...terms, reason: oneOf('member', 'staff', 'unknown-title', 'withdrawn', 'stale', 'no-free-copy') },
  optional: { ...allocation, wait, requestId, by: bySchema },
});
const ended = objectOf<Data<'library.rental.ended'>>({
  required: { ...terms, by: oneOf('cancel', 'return'), toldBy: count },
  optional: { wait },
});

export const rentalEventSchemas: SchemasOf<RentalEvent> = {
  'library.rental.requested': saying('A member asks for a book; payment is called next.', pending),
  'library.rental.abandoning': saying('Nobody knows whether it was paid: payment is asked to settle it.', pending),
  'library.rental.abandoned': saying('It is given up, and nothing stays charged.', plain),
  'library.rental.reserved': saying('It is paid, and stands.', plain),
  'library.rental.declined': saying('Payment was declined.', declined),
  'library.rental.waiting': saying('It is queued for a copy, at this position.', placed),
  'library.rental.ready': saying('A copy is set aside.', placed),
  'library.rental.rented': saying('The member has the book.', rented),
  'library.rental.allocated': saying(
    'It is known which copy the member has, after check-out, or that the title has none for it.',
    rented,
  ),
  'library.rental.returned': saying('The book is back.', returned),
  'library.rental.cancelled': saying('It is cancelled; the money goes back next.', cancelled),
  'library.rental.refunded': saying('The money is back.', cancelled),
  'library.rental.ended': saying('It ended before: the title asked, since it may have forgotten that.', ended),
};
