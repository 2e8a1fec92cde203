import { AttemptLimiter, type Attempts, attemptsIn } from '../../mixins/attempts/attempts.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';

export const attempts = attemptsIn('sign_in_attempts');

/** Failures that a person makes; an address may be that of a whole library. OWASP Authentication Cheat Sheet. */
const limits = { account: 10, address: 50 };

/** Counts sign-ins by account and by address. */
export class Throttle {
  private readonly byAccount: AttemptLimiter;
  private readonly byAddress: AttemptLimiter;

  constructor(store: StoreAdapter<Attempts>) {
    this.byAccount = new AttemptLimiter(store, 'account', limits.account);
    this.byAddress = new AttemptLimiter(store, 'address', limits.address);
  }

  /** Counts an attempt. May it be made? */
  async admit(account: string, address: string): Promise<boolean> {
    const admitted = await Promise.all([this.byAccount.admit(account), this.byAddress.admit(address)]);
    return admitted.every(Boolean);
  }

  /** It was right: the account's failures are forgotten, and it counts for nothing at the address. */
  async forgive(account: string, address: string): Promise<void> {
    await Promise.all([this.byAccount.delete(account), this.byAddress.reward(address)]);
  }
}
