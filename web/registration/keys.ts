import { keyActions } from '../kit/keyboard/keys.ts';

/** What a key does in the queue of a reviewer. */
export const actionOf = keyActions({
  letters: { j: 'next', k: 'previous', y: 'Y', n: 'N' },
  named: { ArrowDown: 'next', ArrowUp: 'previous' },
} as const);
