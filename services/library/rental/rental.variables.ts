import type { Variables } from '../../../mixins/settings/variable.ts';
import { integer } from '../../../mixins/settings/variable-types.ts';

export const rentalVariables = {
  RENTAL_FEE: {
    kind: integer(0, 100_000_000),
    default: '1000',
    help: 'What a reservation costs, in won; 0: nothing is paid.',
  },
} as const satisfies Variables;
