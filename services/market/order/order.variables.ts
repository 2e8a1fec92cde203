import type { Variables } from '../../../mixins/settings/variable.ts';
import { integer } from '../../../mixins/settings/variable-types.ts';

export const orderVariables = {
  MARKET_PRICE: { kind: integer(1, 1_000_000), default: '1000', help: 'What a copy costs in the market, in won.' },
} as const satisfies Variables;
