import { Refused } from '../kernel/errors.ts';

/** What a failed statement has done. Who lost the connection does not know: it may have been done, or may yet be. */
export type Done = 'nothing' | 'unknown';

/** What a caller is told whose database server cannot serve now: who asks again may succeed. */
export class StoreUnavailable extends Refused {
  readonly done: Done;

  constructor(cause: unknown, done: Done) {
    super({ refused: 'store-unavailable', kind: 'unavailable', detail: 'The store does not answer at the moment.' });
    this.cause = cause;
    this.done = done;
  }
}
