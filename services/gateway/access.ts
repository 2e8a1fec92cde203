import { type Roles, rolesOf } from '../../mixins/roles.ts';
import type { Part, Permissions, Scope, System } from '../../mixins/system.ts';
import type { Caller } from '../identity/identity.contract.ts';
import type { LocalRoute } from './routes.ts';

/** Everyone may read what the gateway answers itself. */
const ofGateway: Readonly<Record<LocalRoute['local'], Permissions>> = {
  index: { anyone: 'all' },
  systems: { anyone: 'all' },
  docs: { anyone: 'all' },
  live: { anyone: 'all' },
  ready: { anyone: 'all' },
  openapi: { anyone: 'all' },
  asyncapi: { anyone: 'all' },
};

/**
 * Who may do what: `all` for anyone's records, `own` for what is the caller's own, `no` not at all. An action that no
 * route permits is the admin's alone. Whether a record is the caller's own, its service decides.
 */
export class Access {
  /** By who has the least rights first; an admin may do everything. */
  readonly roles: Roles;
  private readonly permissions: ReadonlyMap<string, Permissions>;
  /** By the action and, behind a space, the part. */
  private readonly parts: ReadonlyMap<string, Part>;

  /** @throws when two routes of an action permit different things */
  constructor(systems: readonly System[]) {
    this.roles = rolesOf(systems);
    const permissions = new Map<string, Permissions>(Object.entries(ofGateway));
    const parts = new Map<string, Part>();
    const routes = systems.flatMap(({ name, routes }) => routes.map((route) => ({ system: name, route })));
    for (const { system, route } of routes) {
      if (!('action' in route)) continue;
      const known = permissions.get(route.action);
      if (known && JSON.stringify(known) !== JSON.stringify(route.may))
        throw new Error(
          `${route.method} ${route.path} of ${system} permits ${route.action} to others than an earlier route.`,
        );
      permissions.set(route.action, route.may);
      for (const part of route.parts ?? []) {
        const name = nameOf(route.action, part);
        if (parts.has(name) && parts.get(name) !== part)
          throw new Error(
            `${route.method} ${route.path} of ${system} permits "${name}" to others than an earlier route.`,
          );
        parts.set(name, part);
      }
    }
    this.permissions = permissions;
    this.parts = parts;
  }

  /**
   * What the caller, or somebody unknown, may do with the action, with a part of it, or with what the gateway answers
   * itself. `hasSelfService`: do members do themselves what is marked as self-service?
   */
  scopeOf(name: string, caller: Pick<Caller, 'role'> | undefined, hasSelfService = true): Scope | 'no' {
    if (caller?.role === 'admin') return 'all';
    const may = this.mayOf(name);
    const scope = (caller && may[caller.role]) ?? may.anyone ?? 'no';
    return scope === 'own' && this.parts.get(name)?.selfService && !hasSelfService ? 'no' : scope;
  }

  /** Where an action does several things, what the parameters ask for: each has permissions of its own. */
  partsOf(action: string, params: Readonly<Record<string, unknown>>): string[] {
    const asked = [...this.parts].filter(
      ([name, { param, is }]) =>
        name.startsWith(`${action} `) && (is === undefined ? params[param] !== undefined : params[param] === is),
    );
    return asked.map(([name]) => name);
  }

  /** What a caller can do who may not do a part themselves, where that is known. */
  adviceOn(part: string): string | undefined {
    return this.parts.get(part)?.advice;
  }

  /** Who needs the least rights of those people who may do it, if only with what is their own. */
  leastToMay(name: string): string {
    const may = this.mayOf(name);
    if (may.anyone) return 'anonymous';
    return this.roles.ofPeople.find((role) => may[role]) ?? 'admin';
  }

  /** A role whose callers are refused; programs have the least rights. */
  refusedRole(name: string): string | undefined {
    const may = this.mayOf(name);
    if (may.anyone) return undefined;
    const { all, ofPeople } = this.roles;
    const programs = all.filter((role) => !ofPeople.includes(role));
    return [...programs, ...ofPeople].find((role) => role !== 'admin' && !may[role]);
  }

  private mayOf(name: string): Permissions {
    return this.parts.get(name)?.may ?? this.permissions.get(name) ?? {};
  }
}

function nameOf(action: string, { param, is }: Part): string {
  return `${action} ${is ?? param}`;
}
