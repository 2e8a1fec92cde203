import { RateLimiterRes } from 'rate-limiter-flexible';
import StoreLimiter from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { updateRecord } from './update-record.ts';

/** Attempts of one key in the time until `due` (epoch ms). */
export interface Attempts {
  readonly points: number;
  readonly due: number;
}

export const attempts: Collection = {
  name: 'sign_in_attempts',
  columns: { due: { type: 'integer', index: 'present' } },
};

const window = 15 * 60;
/** Failures that a person makes; an address may be that of a whole library. OWASP Authentication Cheat Sheet. */
const limits = { account: 10, address: 50 };

/** Counts sign-ins by account and by address, in the store: all processes count together, and a restart forgets nothing. */
export class Throttle {
  private readonly byAccount: AttemptLimiter;
  private readonly byAddress: AttemptLimiter;

  constructor(store: StoreAdapter<Attempts>) {
    this.byAccount = new AttemptLimiter(store, 'account', limits.account);
    this.byAddress = new AttemptLimiter(store, 'address', limits.address);
  }

  /** Counts an attempt before its outcome is known, so that many at once do not slip through. May it be made? */
  async admit(account: string, address: string): Promise<boolean> {
    const counted = await Promise.allSettled([this.byAccount.consume(account), this.byAddress.consume(address)]);
    for (const { reason } of counted.filter((one) => one.status === 'rejected'))
      if (!(reason instanceof RateLimiterRes)) throw reason;
    return counted.every(({ status }) => status === 'fulfilled');
  }

  /** It was right: the account's failures are forgotten, and it counts for nothing at the address. */
  async forgive(account: string, address: string): Promise<void> {
    await Promise.all([this.byAccount.delete(account), this.byAddress.reward(address)]);
  }
}

/**
 * A window that ends far later than one that began now was begun by a clock that was ahead: it locks nobody out. A
 * little later is no fault: the clocks of two machines differ, and another process may have begun it a moment ago.
 */
function isRunning({ due }: Attempts, now: number): boolean {
  return due > now && due <= now + 2 * window * 1_000;
}

/** rate-limiter-flexible over the store port: what its own stores do in Redis or SQL, by compare-and-set. */
class AttemptLimiter extends StoreLimiter {
  private readonly store: StoreAdapter<Attempts>;

  constructor(store: StoreAdapter<Attempts>, keyPrefix: string, points: number) {
    super({ storeClient: store, keyPrefix, points, duration: window });
    this.store = store;
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
