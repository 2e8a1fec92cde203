import type { RentalEvent } from './rental.contract.ts';
import type { Rental } from './rental.ts';

/** The event that says what a rental is now. */
export function restateRental(rental: Rental): RentalEvent | undefined {
  if (rental.state === 'new') return undefined;
  const { state, place: _, ...data } = rental;
  return { type: `library.rental.${state}`, data } as RentalEvent;
}
