import type { ActionContract } from '../../mixins/contract/action.ts';
import { eventSchemas } from '../../mixins/contract/events.ts';
import type { Schema } from '../../mixins/contract/schema.ts';
import type { GrpcService, LiveView, System } from '../../mixins/system.ts';
import { Access } from './access.ts';
import { type Resource, resourcesOf } from './resources.ts';
import { type Route, tableOf } from './routes.ts';

/** What a gateway offers, made of the declarations of its systems. */
export interface Offer {
  readonly routes: readonly Route[];
  readonly resources: readonly Resource[];
  readonly access: Access;
  /** @throws when the action has no contract */
  contractOf(action: string): ActionContract;
  readonly actions: Readonly<Record<string, ActionContract>>;
  /** What each type of event carries. */
  readonly events: Readonly<Record<string, Schema>>;
  readonly live: readonly LiveView[];
  readonly grpc: readonly GrpcService[];
  /** What paths are about, by how they begin. */
  readonly tags: Readonly<Record<string, string>>;
  /** Roles besides member and admin, and who has them. */
  readonly duties: Readonly<Record<string, string>>;
  /** What health asks about. */
  readonly services: readonly OfferedService[];
  /** What there is to use. */
  readonly systems: readonly OfferedSystem[];
}

interface OfferedService {
  readonly name: string;
  readonly required: boolean;
}

export interface OfferedSystem extends Pick<System, 'name' | 'title' | 'about' | 'mount'> {
  /** What it works with. */
  readonly services: readonly OfferedService[];
}

/** @throws when two systems declare the same thing in different ways; it names the thing */
export function offerOf(systems: readonly System[], settings: Readonly<Record<string, unknown>> = {}): Offer {
  const routes = tableOf(systems);
  const actions = joined('action', systems, (system) => system.actions);
  return {
    routes,
    resources: resourcesOf(routes),
    access: new Access(systems),
    actions,
    contractOf(action) {
      const contract = actions[action];
      if (!contract) throw new Error(`No system declares the action ${action}`);
      return contract;
    },
    events: joined('event', systems, ({ events }) => eventSchemas(events)),
    live: routes.flatMap((route) => ('live' in route ? [route.live] : [])),
    grpc: systems.flatMap(({ grpc = [] }) => grpc),
    tags: tagsOf(systems),
    duties: joined('duty', systems, ({ duties }) => Object.fromEntries(duties.map(({ role, about }) => [role, about]))),
    services: servicesOf(systems, settings),
    systems: systems
      .filter(({ supporting }) => !supporting)
      .map((system) => {
        const { name, title, about, mount } = system;
        return { name, title, about, mount, services: servicesOf([system], settings) };
      }),
  };
}

/** What health asks about: each service once, those that are required first. */
function servicesOf(systems: readonly System[], settings: Readonly<Record<string, unknown>>): Offer['services'] {
  return systems.flatMap(({ required, optional }) => {
    const needed = typeof required === 'function' ? required(settings) : required;
    const others = optional.filter((name) => !needed.includes(name));
    return [...needed.map((name) => ({ name, required: true })), ...others.map((name) => ({ name, required: false }))];
  });
}

/** Systems that share a mount share its one tag; those without have a tag for the first word of each path. */
function tagsOf(systems: readonly System[]): Readonly<Record<string, string>> {
  const mounts = Map.groupBy(systems, ({ mount }) => mount);
  const atRoot = joined('tag', mounts.get('') ?? [], ({ tags }) => tags);
  const mounted = Array.from(mounts, ([mount, sharing]) => {
    const about = sharing.flatMap(({ tags }) => Object.values(tags)).join(' ');
    return [mount.slice(1), about] as const;
  });
  return { ...atRoot, ...Object.fromEntries(mounted.filter(([mount]) => mount !== '')) };
}

/** What several systems declare, by name. The same object may be declared by several. */
function joined<Thing>(
  what: string,
  systems: readonly System[],
  partOf: (system: System) => Readonly<Record<string, Thing>>,
): Readonly<Record<string, Thing>> {
  const all: Record<string, Thing> = {};
  const owners = new Map<string, string>();
  for (const system of systems)
    for (const [name, thing] of Object.entries(partOf(system))) {
      const other = owners.get(name);
      if (other !== undefined && all[name] !== thing)
        throw new Error(`${other} and ${system.name} both declare the ${what} ${name}, in different ways.`);
      all[name] = thing;
      owners.set(name, system.name);
    }
  return all;
}
