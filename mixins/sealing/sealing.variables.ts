import type { Variables } from '../settings/variable.ts';
import { personalKeys } from './keys.ts';

/** Of every system that keeps personal data. */
export const sealingVariables = {
  PERSONAL_KEYS: {
    kind: personalKeys,
    secret: true,
    help: 'Keys that seal names and numbers, the newest first. A single process without them makes one in DATA_DIR.',
  },
} as const satisfies Variables;
