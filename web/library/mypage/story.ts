import type { RentalStep } from '../../../services/library/rental/rental.contract.ts';
import { price } from '../../kit/language/format.ts';
import { say } from '../language/language.ts';

/** What a step of a rental's history says to its member. */
export function sentenceOf({ state, amount, copy, position, reason }: RentalStep): string {
  const { steps, reasons } = say.value.rental;
  const why = reason === undefined ? undefined : reasons[reason];
  switch (state) {
    case 'reserved':
      return steps.reserved(price(amount ?? 0));
    case 'refunded':
      return steps.refunded(price(amount ?? 0));
    case 'waiting':
      return steps.waiting(position);
    case 'ready':
      return steps.ready(copy);
    case 'rented':
    case 'allocated':
      return steps[state](copy);
    case 'cancelled':
      return [why, steps.cancelled].filter(Boolean).join(' ');
    default:
      return steps[state as 'requested'] ?? state;
  }
}
