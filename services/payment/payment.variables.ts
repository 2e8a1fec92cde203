import type { Variables } from '../../mixins/settings/variable.ts';
import { integer, oneOf } from '../../mixins/settings/variable-types.ts';

export const paymentVariables = {
  PAYMENT_SANDBOX_MODE: {
    kind: oneOf('approve', 'decline', 'fail'),
    default: 'approve',
    help: 'What the sandbox payment provider does from the start.',
  },
  PAYMENT_SANDBOX_DELAY_MS: { kind: integer(0, 600_000), default: '0', help: 'How long it takes to answer.' },
  PAYMENT_SANDBOX_JITTER_MS: {
    kind: integer(0, 600_000),
    default: '0',
    help: 'Each of its answers takes a random part of this longer.',
  },
  PAYMENT_INQUIRY_MS: {
    kind: integer(1, 3_600_000),
    default: '60000',
    help: 'How long after giving a payment up its provider is asked for a charge that came late.',
  },
} as const satisfies Variables;
