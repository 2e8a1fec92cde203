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
  'rental.transition': row('no', 'own', 'all'),
  'rental.get': row('no', 'own', 'all'),
  'rental.list': row('no', 'no', 'all'),
  'payment.get': row('no', 'own', 'all'),
  'payment.list': row('no', 'no', 'all'),
  'mypage.get': row('no', 'own', 'all'),
  'mypage.list': row('no', 'own', 'all'),
  'history.get': row('no', 'own', 'all'),
};

const adminOnly = row('no', 'no', 'no');

/** An admin may do everything. */
function row(anonymous: Scope, member: Scope, librarian: Scope): Row {
  return { anonymous, member, librarian, admin: 'all' };
}

/** Who needs the least rights of those who may do it, if only with what is their own. */
export function leastToMay(name: string): keyof Row {
  const row = rowOf(name);
  return (['anonymous', 'member', 'librarian'] as const).find((who) => row[who] !== 'no') ?? 'admin';
}

/** What the caller, or somebody unknown, may do with the action, or with what the gateway answers itself. */
export function scopeOf(name: string, caller: Pick<Caller, 'role'> | undefined): Scope {
  return rowOf(name)[caller?.role ?? 'anonymous'];
}

function rowOf(name: string): Row {
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? adminOnly;
}
