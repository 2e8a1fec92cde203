import { Refused } from '../../kernel/errors.ts';

/** What who writes is told when the file cannot be written: later the same write may succeed. */
export function unavailable(path: string, cause: Error): Refused {
  const detail = `${path} cannot be written: ${cause.message}`;
  return new Refused({ refused: 'store-unavailable', kind: 'unavailable', detail });
}

/** The same error, with the name of the file where SQLite does not say it. */
export function cannotOpen(path: string, error: unknown): unknown {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code !== 'ERR_SQLITE_ERROR') return error;
  return new Error(`${path} cannot be opened: ${message}`, { cause: error });
}
