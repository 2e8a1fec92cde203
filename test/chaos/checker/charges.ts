import type { RentalStatus } from '../../../services/library/rental/rental.contract.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** Situations of a rental that was paid for and is not given back. */
export const paidFor: ReadonlySet<string> = new Set<RentalStatus>([
  'reserved',
  'waiting',
  'ready',
  'rented',
  'returned',
]);

/** Every charge at the provider belongs to a live reservation or is given back, and every live one is charged, once. */
export function chargesAreSettled({ rentals, movements }: Pick<Evidence, 'rentals' | 'movements'>): string[] {
  const owed = new Map(
    rentals.flatMap(({ id, state }) =>
      paidFor.has(state.state) && 'paymentId' in state ? [[state.paymentId, id]] : [],
    ),
  );
  const found: string[] = [];
  for (const { key, charged, refunded } of movements) {
    const stands = charged - refunded;
    const expected = owed.has(key) ? 1 : 0;
    if (stands !== expected)
      found.push(`${key} is charged ${charged} times and given back ${refunded} times, but ${expected} should stand`);
  }
  const known = new Set(movements.map(({ key }) => key));
  for (const [key, id] of owed) if (!known.has(key)) found.push(`rental ${id} lives, but ${key} was never charged`);
  return found;
}
