import { RateLimiterRes } from 'rate-limiter-flexible';
import StoreLimiter from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import type { StoreAdapter } from '../runtime.ts';
import type { Collection } from '../store/collection.ts';
import { updateRecord } from '../update-record.ts';

/** Attempts of one key in the time until `due` (epoch ms). */
export interface Attempts {
  readonly points: number;
  readonly due: number;
}

/** They are of no use once they are due: the service that keeps them deletes them by `expiry`. */
export function attemptsIn(name: string): Collection {
  return { name, columns: { due: { type: 'integer', index: 'present' } } };
}

/** Seconds. */
const window = 15 * 60;

/**
 * Counts attempts in the store, so many in a quarter of an hour: all processes count together, and a restart forgets
 * nothing. rate-limiter-flexible over the store port: what its own stores do in Redis or SQL, by compare-and-set.
 */
export class AttemptLimiter extends StoreLimiter {
  private readonly store: StoreAdapter<Attempts>;

  constructor(store: StoreAdapter<Attempts>, keyPrefix: string, points: number) {
    super({ storeClient: store, keyPrefix, points, duration: window });
    this.store = store;
  }

  /** Counts an attempt before its outcome is known, so that many at once do not slip through. May it be made? */
  async admit(key: string): Promise<boolean> {
    try {
      await this.consume(key);
      return true;
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return false;
      throw reason;
    }
  }

  /** Have there been too many? Nothing is counted. */
  async isOver(key: string): Promise<boolean> {
    return ((await this.get(key))?.consumedPoints ?? 0) >= this.points;
  }

  async _upsert(key: string, points: number, duration: number, forced: boolean): Promise<Attempts | undefined> {
    return updateRecord(this.store, key, (known) => {
      const now = Date.now();
      const begun = known && isRunning(known, now) && !forced ? known : { points: 0, due: now + duration };
      return { ...begun, points: begun.points + points };
    });
  }

  async _get(key: string): Promise<Attempts | null> {
    const { state } = (await this.store.load(key)) ?? {};
    return state && isRunning(state, Date.now()) ? state : null;
  }

  async _delete(key: string): Promise<boolean> {
    await updateRecord(this.store, key, (known) => known && { points: 0, due: 0 });
    return true;
  }

  _getRateLimiterRes(_key: string, changed: number, { points, due }: Attempts): RateLimiterRes {
    const left = Math.max(this.points - points, 0);
    return new RateLimiterRes(left, Math.max(due - Date.now(), 0), points, points === changed);
  }
}

/**
 * A window that ends far later than one that began now was begun by a clock that was ahead: it locks nobody out. A
 * little later is no fault: the clocks of two machines differ, and another process may have begun it a moment ago.
 */
function isRunning({ due }: Attempts, now: number): boolean {
  return due > now && due <= now + 2 * window * 1_000;
}
