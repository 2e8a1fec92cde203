import type { Variables } from '../../mixins/settings/variable.ts';
import { integer, matching } from '../../mixins/settings/variable-types.ts';

export const identityVariables = {
  PASSWORD_COST: {
    kind: integer(4, 20),
    default: '15',
    help: 'What a guess at a stored password costs: scrypt with N = 2^15 takes 0.2 s and 32 MiB. Less is for tests only.',
  },
  ADMIN_ID: {
    kind: matching(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'lower-case letters, digits, ., _ and -'),
    default: 'admin',
    help: 'The first account, made when there is none.',
  },
  ADMIN_PASSWORD: {
    kind: matching(/^.{12,128}$/, '12 to 128 characters'),
    secret: true,
    help: 'Its password. Without it one is made and shown once.',
  },
} as const satisfies Variables;
