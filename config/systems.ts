import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { System } from '../mixins/system.ts';

/**
 * The systems of this project, and those from outside that are named by the paths of their `system.ts`, with commas
 * between them.
 * @throws when one cannot be loaded, or has the name of another; it names the path
 */
export async function joinSystems(own: readonly System[], paths: string): Promise<readonly System[]> {
  const systems = [...own];
  for (const path of paths.split(',').map((part) => part.trim())) {
    if (path === '') continue;
    const system = await load(path);
    if (systems.some(({ name }) => name === system.name))
      throw new Error(`SYSTEMS: ${path} declares the system ${system.name}, which there is already.`);
    systems.push(system);
  }
  return systems;
}

async function load(path: string): Promise<System> {
  try {
    const { default: system } = (await import(pathToFileURL(resolve(path)).href)) as { default?: System };
    if (system?.services && system.routes) return system;
  } catch (cause) {
    throw new Error(`SYSTEMS: ${path} cannot be loaded: ${(cause as Error).message}`, { cause });
  }
  throw new Error(`SYSTEMS: ${path} declares no system: its default export is not that of defineSystem.`);
}
