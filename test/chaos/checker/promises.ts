import type { RentalStatus } from '../../../services/library/rental/rental.contract.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { CommandName } from '../journal.ts';

/** Where a rental can be after a command was accepted, whatever came later. */
const after: Readonly<Record<CommandName, readonly RentalStatus[]>> = {
  reserve: ['reserved', 'waiting', 'ready', 'rented', 'returned', 'cancelled', 'refunded'],
  rental: ['rented', 'returned'],
  return: ['returned'],
  cancel: ['cancelled', 'refunded'],
};

/** What a client saw accepted has happened: the rental is there, in a state that follows from it, and was paid. */
export function promisesAreKept({
  attempts,
  rentals,
  movements,
}: Pick<Evidence, 'attempts' | 'rentals' | 'movements'>): string[] {
  const states = new Map(rentals.map(({ id, state }) => [id, state]));
  const charged = new Set(movements.filter((movement) => movement.charged > 0).map(({ key }) => key));
  const found: string[] = [];
  for (const { command, outcome, rentalId = '?' } of attempts) {
    if (outcome !== 'accepted') continue;
    const rental = states.get(rentalId);
    if (!rental || rental.state === 'new')
      found.push(`${command} of ${rentalId} was accepted, but there is no such rental`);
    else if (!after[command].includes(rental.state))
      found.push(`${command} of ${rentalId} was accepted, but it is ${rental.state}`);
    else if (!charged.has(rental.paymentId))
      found.push(`${command} of ${rentalId} was accepted, but it was never paid`);
  }
  return found;
}
