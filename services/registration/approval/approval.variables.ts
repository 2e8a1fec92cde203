import type { Variables } from '../../../mixins/settings/variable.ts';
import { oneOf } from '../../../mixins/settings/variable-types.ts';

export const approvalVariables = {
  REGISTRATION_AUTO_APPROVE: {
    kind: oneOf('on', 'off'),
    default: 'off',
    help: 'Approves every request for a new title at once: for demonstrations.',
  },
} as const satisfies Variables;
