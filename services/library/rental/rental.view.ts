import type { RentalTerms, RentalView } from './rental.contract.ts';
import { askedFor, type Rental } from './rental.ts';

/** The rental as others see it, with the seeds' word for what was asked last. */
export function presentRental(record: Rental & { readonly id: string }): RentalView {
  if (record.state === 'new') throw new Error(`${record.id} was never asked for`);
  const { attempt, toldBy, due, requestId, place, wait, attested, ...shown } = record as typeof record & Hidden;
  return { ...shown, reqState: askedFor[record.state] };
}

/** What a reservation was answered at first, whatever became of it: a repeat gets the same. */
export function presentReceipt(id: string, state: Rental): RentalView {
  const { memberId, bookId, amount, paymentId, requestedAt } = state as RentalTerms;
  return { id, state: 'reserved', reqState: 'reserve', memberId, bookId, amount, paymentId, requestedAt };
}

interface Hidden {
  readonly toldBy?: number;
  readonly due?: number;
  readonly requestId?: string;
  readonly place?: string;
  readonly wait?: false;
  readonly attested?: number;
}
