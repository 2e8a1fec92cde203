import { Refused } from '../../kernel/errors.ts';
import type { Log } from '../../log.ts';

/** What somebody wants to do with a file. */
type Use = 'written' | 'read';

/** Whether a file can be used, as far as is known; a change is told once. */
export class FileOutage {
  private readonly path: string;
  private readonly use: Use;
  private readonly log: Log;
  private lasting = false;

  constructor(path: string, use: Use, log: Log) {
    this.path = path;
    this.use = use;
    this.log = log;
  }

  /** What the caller is told. */
  seen(cause: Error): Refused {
    if (!this.lasting) this.log.error(`${this.path} cannot be ${this.use}: ${cause.message}`);
    this.lasting = true;
    return unavailable(this.path, cause, this.use);
  }

  over(): void {
    if (this.lasting) this.log.warn(`${this.path} can be ${this.use} again`);
    this.lasting = false;
  }
}

/** Later the same may succeed. */
export function unavailable(path: string, cause: Error, use: Use = 'written'): Refused {
  const detail = `${path} cannot be ${use}: ${cause.message}`;
  return new Refused({ refused: 'store-unavailable', kind: 'unavailable', detail });
}

/** The same error, with the name of the file where SQLite does not say it. */
export function cannotOpen(path: string, error: unknown): unknown {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code !== 'ERR_SQLITE_ERROR') return error;
  return new Error(`${path} cannot be opened: ${message}`, { cause: error });
}

/**
 * Result codes that speak against a statement or its values: ERROR, TOOBIG, CONSTRAINT, MISMATCH and RANGE. All
 * others, such as FULL, IOERR, CORRUPT or READONLY, speak against the file. https://sqlite.org/rescode.html
 */
const againstTheStatement = new Set([1, 18, 19, 20, 25]);

/** Is the file at fault? */
export function isOfFile(error: unknown): error is Error {
  const { errcode } = error as { readonly errcode?: number };
  // The low byte is the primary code. What has none comes from the binding of values.
  return errcode !== undefined && !againstTheStatement.has(errcode & 0xff);
}
