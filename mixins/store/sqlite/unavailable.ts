import { Refused } from '../../kernel/errors.ts';

/** What who writes is told when the file cannot be written: later the same write may succeed. */
export function unavailable(path: string, cause: Error): Refused {
  const detail = `${path} cannot be written: ${cause.message}`;
  return new Refused({ refused: 'store-unavailable', kind: 'unavailable', detail });
}
