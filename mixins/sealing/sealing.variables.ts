import type { Variables } from '../settings/variable.ts';
import { personalKeys } from './keys.ts';

/** Of every process: systems that keep personal data seal it by the same keys. */
export const sealingVariables = {
  PERSONAL_KEYS: {
    kind: personalKeys,
    secret: true,
    help: 'Keys that seal names and numbers of people, the newest first. Needed over NATS where a service keeps such data; a single process without them makes one in DATA_DIR.',
  },
} as const satisfies Variables;
