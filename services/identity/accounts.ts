import { Refused } from '../../mixins/kernel/errors.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { updateRecord } from '../../mixins/update-record.ts';
import { accountExists, lastAdmin, noAccount } from './identity.api.contract.ts';
import type { AccountView, ChangeParams, RegisterParams } from './identity.contract.ts';
import { hashPassword, newPassword } from './password.ts';

/** A person who can sign in, as kept. */
export interface Account {
  readonly name?: string;
  readonly role: string;
  readonly disabled: boolean;
  /** PHC string. */
  readonly password: string;
  /** RFC 3339. */
  readonly registeredAt: string;
}

export const accounts: Collection = { name: 'account', columns: { role: { type: 'text' } } };

type Accounts = StoreAdapter<Account>;

/** @throws Refused `account-exists` */
export async function register(store: Accounts, { id, name, role, password }: RegisterParams): Promise<AccountView> {
  const chosen = password ?? newPassword();
  const hash = await hashPassword(chosen);
  const account = { name, role, disabled: false, password: hash, registeredAt: new Date().toISOString() };
  const state = await updateRecord(store, id, (known) => {
    if (known) throw new Refused(accountExists);
    return account;
  });
  return { ...presentAccount({ id, ...(state as Account) }), ...(password === undefined && { password: chosen }) };
}

/**
 * Who has ended an admin looks for another one again: two who end each other in the same moment were both not the last.
 * @throws Refused `account-not-found`, `last-admin`
 */
export async function changeAccount(store: Accounts, { id, password, ...given }: ChangeParams): Promise<AccountView> {
  const hash = password === undefined ? {} : { password: await hashPassword(password) };
  const endsAdmin = given.disabled === true || (given.role !== undefined && given.role !== 'admin');
  const isLast = endsAdmin && !(await hasOtherAdmin(store, id));
  const changes = { ...given, ...hash };
  let undone: Partial<Account> | undefined;
  const state = await updateRecord(store, id, (known) => {
    if (!known) throw new Refused(noAccount);
    if (isLast && isAdmin(known)) throw new Refused(lastAdmin);
    undone = endsAdmin && isAdmin(known) ? sameFields(known, changes) : undefined;
    return { ...known, ...changes };
  });
  if (undone && !(await hasOtherAdmin(store, id))) {
    await updateRecord(store, id, (known) => known && { ...known, ...undone });
    throw new Refused(lastAdmin);
  }
  return presentAccount({ id, ...(state as Account) });
}

/** What the account has in the fields that are to change. */
function sameFields(account: Account, changes: Partial<Account>): Partial<Account> {
  return Object.fromEntries(Object.keys(changes).map((field) => [field, account[field as keyof Account]]));
}

async function hasOtherAdmin(store: Accounts, id: string): Promise<boolean> {
  const admins = await store.find({ query: { role: 'admin' } });
  return admins.some((one) => one.id !== id && isAdmin(one));
}

/** Can they let others in? */
function isAdmin({ role, disabled }: Account): boolean {
  return role === 'admin' && !disabled;
}

export function presentAccount({ id, name, role, disabled, registeredAt }: Account & { id: string }): AccountView {
  return { id, ...(name !== undefined && { name }), role, disabled, registeredAt };
}
