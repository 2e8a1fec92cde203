import type { Variables } from '../../mixins/settings/variable.ts';
import { integer } from '../../mixins/settings/variable-types.ts';

/** What every service that asks for a payment is told by the environment. */
export const payerVariables = {
  PAYMENT_TIMEOUT_MS: {
    kind: integer(1, 600_000),
    default: '1500',
    help: 'How long a reservation waits for its payment; less than REQUEST_TIMEOUT_MS.',
  },
} as const satisfies Variables;
