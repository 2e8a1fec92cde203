import { type Evidence, recordsOf } from '../../../mixins/proof.ts';
import type { RentalStatus } from '../rental/rental.contract.ts';
import type { Rental } from '../rental/rental.ts';

/** Situations of a rental that was paid for and is not given back. */
const paid: ReadonlySet<string> = new Set<RentalStatus>(['reserved', 'waiting', 'ready', 'rented', 'returned']);

/** The charges of rentals that live or came to their end, and the rental of each. */
export function rentalsPaidFor(evidence: Evidence): ReadonlyMap<string, string> {
  return new Map(
    recordsOf<Rental>(evidence, 'rental').flatMap(({ id, state }) =>
      paid.has(state.state) && 'paymentId' in state ? [[state.paymentId, `rental ${id}`]] : [],
    ),
  );
}
