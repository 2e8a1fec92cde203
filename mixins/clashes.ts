import type { System } from './system.ts';

/**
 * Refuses systems of which two declare the same thing. What they offer by HTTP is checked where the gateway makes it.
 * @throws it names the thing, and both systems
 */
export function refuseClashes(systems: readonly System[]): void {
  once('system', systems, ({ name }) => [name]);
  once('service', systems, ({ services }) => Object.keys(services));
  once('duty', systems, ({ duties }) => duties.map(({ role }) => role));
  once('variable', systems, ({ variables }) => Object.keys(variables));
  once('command of the console', systems, ({ commands = [] }) => commands.map(({ command }) => firstWord(command)));
  once('type of event', systems, ({ events }) => Object.keys(events));
}

/** Names that no system may take: the gateway and operations run in every process, and these roles are everybody's. */
const taken: Readonly<Record<string, readonly string[]>> = {
  service: ['gateway', 'operations'],
  duty: ['member', 'admin', 'anyone'],
};

function once(what: string, systems: readonly System[], namesOf: (system: System) => readonly string[]): void {
  const owners = new Map((taken[what] ?? []).map((name) => [name, 'the platform']));
  for (const system of systems)
    for (const name of namesOf(system)) {
      const other = owners.get(name);
      if (other !== undefined) throw new Error(`${other} and ${system.name} both declare the ${what} ${name}.`);
      owners.set(name, system.name);
    }
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}
