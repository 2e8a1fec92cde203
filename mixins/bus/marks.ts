import type { Mark } from './port.ts';

/** Has a stream that is as `found` lost something that it had acknowledged when it was as `mark`? */
export function hasLost(mark: Mark, found: Mark): boolean {
  return found.made !== mark.made || found.sequence < mark.sequence;
}
