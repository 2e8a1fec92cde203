import type { StoreAdapter } from '../../mixins/runtime.ts';
import { type Account, register } from './accounts.ts';

export interface AdminSeed {
  readonly id: string;
  /** Without one a password is made, and told once. */
  readonly password?: string | undefined;
}

/**
 * Makes the first account, an admin, where there is none.
 * @returns what the person who starts the system has to know
 */
export async function seedAdmin(
  accounts: StoreAdapter<Account>,
  { id, password: given }: AdminSeed,
): Promise<string | undefined> {
  if ((await accounts.count()) > 0) return undefined;
  try {
    const { password } = await register(accounts, {
      id,
      role: 'admin',
      ...(given !== undefined && { password: given }),
    });
    return `The first account is "${id}", an admin, ${password ? `with the password ${password}, which is shown this once` : 'with ADMIN_PASSWORD'}.`;
  } catch (error) {
    const madeByAnother = (error as { type?: string }).type === 'account-exists';
    if (madeByAnother) return undefined;
    throw error;
  }
}
