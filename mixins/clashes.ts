import { inVariables } from './settings/names.ts';
import type { System } from './system.ts';

/** Names that no system may take, since they are everybody's. */
const taken: Readonly<Record<string, readonly string[]>> = {
  service: ['gateway', 'operations'],
  duty: ['member', 'admin', 'anyone'],
  'command of the console': [
    ...['actions', 'bench', 'broadcast', 'cache', 'call', 'clear', 'dcall', 'destroy', 'emit', 'env', 'events', 'exit'],
    ...['help', 'info', 'listener', 'load', 'loadFolder', 'metrics', 'nodes', 'q', 'quit', 'services'],
  ],
};

/**
 * Refuses systems of which two declare the same thing. What they offer by HTTP is checked where the gateway makes it.
 * @param variables those that every process knows
 * @throws it names the thing, and who declares it
 */
export function refuseClashes(systems: readonly System[], variables: readonly string[]): void {
  once('system', systems, ({ name }) => [name]);
  once('service', systems, ({ services }) => Object.keys(services));
  once('duty', systems, ({ duties }) => duties.map(({ role }) => role));
  once('variable', systems, (system) => Object.keys(system.variables), variables);
  once('place of records', systems, ({ name, services }) =>
    // A service may be called as its system: then both mean the same place.
    [...new Set([name, ...Object.keys(services)].map((one) => `${inVariables(one)}_STORE_URL`))],
  );
  once('command of the console', systems, ({ commands = [] }) => commands.map(({ command }) => firstWord(command)));
  once('type of event', systems, ({ events }) => Object.keys(events));
  once('live view', systems, ({ routes }) => routes.flatMap((route) => ('live' in route ? [route.live.view] : [])));
  for (const system of systems) refuseOthersNames(system);
}

function once(
  what: string,
  systems: readonly System[],
  namesOf: (system: System) => readonly string[],
  reserved = taken[what] ?? [],
): void {
  const owners = new Map(reserved.map((name) => [name, 'Yeyak']));
  for (const system of systems)
    for (const name of namesOf(system)) {
      const other = owners.get(name);
      if (other !== undefined) throw new Error(`${other} and ${system.name} both declare the ${what} ${name}.`);
      owners.set(name, system.name);
    }
}

/** The first word of an event's type names its stream, and where a service keeps its records is a variable by itself. */
function refuseOthersNames({ name, events, variables }: System): void {
  const own = name === platform ? 'payment' : name;
  for (const type of Object.keys(events))
    if (!type.startsWith(`${own}.`))
      throw new Error(`The events of ${name} begin with "${own}.", but ${type} does not.`);
  for (const variable of Object.keys(variables))
    if (/(^|_)STORE_URL$/.test(variable))
      throw new Error(`${name} declares ${variable}, but where a service keeps its records is a variable by itself.`);
}

/** It has payment, whose events are older than systems. */
const platform = 'platform';

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}
