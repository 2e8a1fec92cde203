import { type Evidence, recordsOf } from '../../../mixins/proof.ts';
import type { RentalStatus } from '../rental/rental.contract.ts';
import type { Rental } from '../rental/rental.ts';

/** Where a rental can be after a command was accepted, whatever came later. */
const after: Readonly<Record<string, readonly RentalStatus[]>> = {
  reserve: ['reserved', 'waiting', 'ready', 'rented', 'returned', 'cancelled', 'refunded'],
  rental: ['rented', 'returned'],
  return: ['returned'],
  cancel: ['cancelled', 'refunded'],
};

/** What a client saw accepted has happened: the rental is there, in a state that follows from it, and was paid. */
export function promisesAreKept(evidence: Evidence): string[] {
  const states = new Map(recordsOf<Rental>(evidence, 'rental').map(({ id, state }) => [id, state]));
  const charged = new Set(evidence.movements.filter((movement) => movement.charged > 0).map(({ key }) => key));
  const found: string[] = [];
  for (const { command, outcome, subject = '?' } of evidence.attempts) {
    const allowed = after[command];
    if (outcome !== 'accepted' || !allowed) continue;
    const rental = states.get(subject);
    if (!rental || rental.state === 'new')
      found.push(`${command} of ${subject} was accepted, but there is no such rental`);
    else if (!allowed.includes(rental.state))
      found.push(`${command} of ${subject} was accepted, but it is ${rental.state}`);
    else if (!charged.has(rental.paymentId)) found.push(`${command} of ${subject} was accepted, but it was never paid`);
  }
  return found;
}
