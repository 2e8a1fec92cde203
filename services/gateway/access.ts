import type { Caller, Role } from '../identity/identity.contract.ts';

/**
 * Who may do what: `all` for anyone, `own` for what is the caller's own, `no` not at all. What is not in the table is
 * the admin's alone. The catalogue is public, as a library's is. Whether a record is the caller's own, its service tells.
 */
type Scope = 'all' | 'own' | 'no';
type Row = Readonly<Record<'anonymous' | Role, Scope>>;

const table: Readonly<Record<string, Row>> = {
  index: row('all', 'all', 'all'),
  docs: row('all', 'all', 'all'),
  live: row('all', 'all', 'all'),
  ready: row('all', 'all', 'all'),
  openapi: row('all', 'all', 'all'),
  asyncapi: row('all', 'all', 'all'),

  'book.list': row('all', 'all', 'all'),
  'book.get': row('all', 'all', 'all'),
  'book.catalogueMany': row('no', 'no', 'all'),
  'book.withdraw': row('no', 'no', 'all'),

  'book.waitlist': row('no', 'no', 'all'),

  'rental.terms': row('all', 'all', 'all'),
  'rental.reserve': row('no', 'own', 'all'),
  'rental.transition': row('no', 'own', 'all', 'all'),
  'rental.transition cancel': row('no', 'own', 'all'),
  'rental.transition rental': row('no', 'own', 'all', 'all'),
  'rental.transition return': row('no', 'own', 'all', 'all'),
  'rental.transition override': row('no', 'no', 'all'),
  'rental.get': row('no', 'own', 'all'),
  'rental.list': row('no', 'no', 'all'),
  'payment.get': row('no', 'own', 'all'),
  'payment.list': row('no', 'no', 'all'),
  'mypage.get': row('no', 'own', 'all'),
  'mypage.list': row('no', 'own', 'all'),
  'history.get': row('no', 'own', 'all'),
};

const adminOnly = row('no', 'no', 'no');

/** What members do themselves only where the library has self-service (SELF_SERVICE). */
const selfService: ReadonlySet<string> = new Set(['rental.transition rental', 'rental.transition return']);

/** What a caller can do who may not do it themselves. */
const advice: Readonly<Record<string, string>> = {
  'rental.transition cancel':
    'A kiosk checks out and takes back: the member cancels on their own page, or the desk does it.',
  'rental.transition rental': 'Books are checked out at the desk or at a kiosk: tell it the number of the rental.',
  'rental.transition return': 'Books are returned at the desk or at a kiosk: bring it there.',
  'rental.transition override': 'Only a librarian takes a copy that is held for another: ask at the desk.',
};

/** An admin may do everything, a kiosk what anyone may unless a row says more. */
function row(anonymous: Scope, member: Scope, librarian: Scope, kiosk: Scope = anonymous): Row {
  return { anonymous, member, kiosk, librarian, admin: 'all' };
}

/** Where an action does several things, what the parameters ask for: each has a row of its own. */
export function partsOf(name: string, params: Readonly<Record<string, unknown>>): string[] {
  const parts = [params.reqState, params.override === undefined ? undefined : 'override'];
  return parts.map((part) => `${name} ${part}`).filter((part) => Object.hasOwn(table, part));
}

/** What to do instead, where that is known. */
export function adviceOn(part: string): string | undefined {
  return advice[part];
}

/** Who needs the least rights of those who may do it, if only with what is their own. */
export function leastToMay(name: string): keyof Row {
  const row = rowOf(name);
  return (['anonymous', 'member', 'librarian'] as const).find((who) => row[who] !== 'no') ?? 'admin';
}

/** What the caller, or somebody unknown, may do with the action, or with what the gateway answers itself. */
export function scopeOf(name: string, caller: Pick<Caller, 'role'> | undefined, hasSelfService = true): Scope {
  const scope = rowOf(name)[caller?.role ?? 'anonymous'];
  return scope === 'own' && selfService.has(name) && !hasSelfService ? 'no' : scope;
}

function rowOf(name: string): Row {
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? adminOnly;
}
