import { type Envelope, eventId } from '../../../mixins/kernel/event.ts';
import { ownerOf, type PaymentEnvelope } from '../../payment/payment.contract.ts';
import type { BookEnvelope } from '../book/book.contract.ts';
import { type RentalEnvelope, rentalOrder } from '../rental/rental.contract.ts';
import type { Happening, RentalStep } from './history.contract.ts';
import { inOrder } from './order.ts';

/** What is kept of an event, under the rental that it belongs to and the request that it followed from. */
export interface Kept {
  readonly rentalId: string;
  readonly correlationId: string;
  readonly happening: KeptHappening;
}

/** Without what its row says, and what follows from the rest. */
export type KeptHappening = Omit<Happening, 'eventId' | 'correlationId'>;

export function wholeOf(kept: KeptHappening, correlationId: string): Happening {
  return { ...kept, eventId: eventId(kept.subject, kept.version), correlationId };
}

/** None when no rental is concerned. */
export function keep(event: Envelope): Kept | undefined {
  const rentalId = rentalOf(event as RentalEnvelope | BookEnvelope | PaymentEnvelope);
  if (rentalId === undefined) return undefined;
  const { type, time: at, source, subject, version, correlationid: correlationId, causationid: causationId } = event;
  const data = event.data as Happening['data'];
  return { rentalId, correlationId, happening: { type, at, source, subject, version, causationId, data } };
}

function rentalOf(event: RentalEnvelope | BookEnvelope | PaymentEnvelope): string | undefined {
  if (event.source === '/rental') return event.subject;
  if (event.source === '/payment') return paidRental(event as PaymentEnvelope);
  return (event.data as { rentalId?: string }).rentalId;
}

/** Other systems are paid for as well. */
function paidRental({ data }: PaymentEnvelope): string | undefined {
  return ownerOf(data) === rentalOrder ? data.orderId : undefined;
}

const prefix = 'library.rental.';

/** What the member is told; what other services did for it shows in the rental's own events. */
export function stepsOf(happenings: readonly Happening[]): RentalStep[] {
  const told = happenings.filter(({ type }) => type.startsWith(prefix) && type !== 'library.rental.ended');
  return inOrder(told).map(({ type, at, data }) => {
    const { title, copy, position, amount, reason } = data as Partial<RentalStep>;
    return { state: type.slice(prefix.length), at, title, copy, position, amount, reason };
  });
}
