import type { Duty } from './system.ts';

/** The roles that people and programs can have: member and admin, and between them the duties of the systems. */
export interface Roles {
  /** From the least to the most. */
  readonly all: readonly string[];
  /** Without those that only programs have. */
  readonly ofPeople: readonly string[];
}

export function rolesOf(systems: readonly { readonly duties: readonly Duty[] }[]): Roles {
  const duties = systems.flatMap((system) => system.duties);
  const between = (these: readonly Duty[]) => ['member', ...these.map(({ role }) => role), 'admin'];
  return { all: between(duties), ofPeople: between(duties.filter(({ program }) => !program)) };
}
