import { keyActions } from '../../kit/keyboard/keys.ts';

/** What a key does in the list of the desk. */
export const actionOf = keyActions({
  letters: { o: 'rental', r: 'return' },
  named: { Escape: 'leave', ArrowDown: 'next', ArrowUp: 'previous' },
} as const);
