import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Account } from './accounts.ts';
import { accountIdRule } from './identity.api.contract.ts';
import { hashPassword, isPassword, newPassword } from './password.ts';
import type { Throttle } from './throttle.ts';

/** Whom names that cannot be an account's are counted as. */
const nobody = '-';

export interface Attempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

/**
 * Checks a name and a password. Whatever is wrong, an unknown name, a wrong password, a disabled account or too many
 * attempts, the answer is the same after the same work: one hash.
 */
export class SignIn {
  private readonly accounts: StoreAdapter<Account>;
  private readonly throttle: Throttle;
  private readonly decoy: Promise<string>;
  private readonly verify: typeof isPassword;

  constructor(accounts: StoreAdapter<Account>, throttle: Throttle, verify = isPassword) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.verify = verify;
    this.decoy = hashPassword(newPassword());
  }

  /** The account's id, if it may sign in. */
  async check({ name, password, address }: Attempt): Promise<string | undefined> {
    const typed = name.trim().toLowerCase();
    const id = accountIdRule.pattern.test(typed) ? typed : nobody;
    const [admitted, record] = await Promise.all([this.throttle.admit(id, address), this.accounts.load(id)]);
    const isRight = await this.verify(password.slice(0, 1_024), record?.state.password ?? (await this.decoy));
    if (!admitted || !record || record.state.disabled || !isRight) return undefined;
    await this.throttle.forgive(id, address);
    return id;
  }
}
