import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { refuseClashes } from '../mixins/clashes.ts';
import type { System } from '../mixins/system.ts';
import { offerOf } from '../services/gateway/offer.ts';
import { systemsWith } from '../services/systems.ts';
import { variables } from './variables.ts';

/**
 * The systems of this project, and those from outside that are named by the paths of their `system.ts`, with commas
 * between them.
 * @throws when one cannot be loaded, or declares what another one does; it names the path
 */
export async function joinSystems(paths: string): Promise<readonly System[]> {
  const others: System[] = [];
  for (const path of paths.split(',').map((part) => part.trim())) {
    if (path === '') continue;
    others.push(await load(path));
    try {
      const all = systemsWith(others);
      refuseClashes(
        all,
        Object.keys(variables).filter((name) => !isOfPlatform(name, all)),
      );
      offerOf(all);
    } catch (cause) {
      throw new Error(`SYSTEMS: ${path} cannot join: ${(cause as Error).message}`, { cause });
    }
  }
  return systemsWith(others);
}

/** Some variables that every process knows are declared by the platform, too. */
function isOfPlatform(name: string, systems: readonly System[]): boolean {
  return Object.hasOwn(systems.at(-1)?.variables ?? {}, name);
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
