import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from '../../config/env.ts';
import { startNode } from '../../config/node.ts';
import { serviceNames } from '../../config/services.ts';
import { joinSystems } from '../../config/systems.ts';
import { systems as own } from '../../services/systems.ts';
import { callsIn } from './calls.ts';
import { type Facts, factsOf } from './facts.ts';

const root = join(import.meta.dirname, '../..');

/** Systems that show how one joins from outside. */
const examples = [join(root, 'examples/marketing/system.ts')];

/** The facts of this project and its examples: all services run for a moment, on records in a folder that is removed. */
export async function factsHere(): Promise<Facts> {
  const systems = await joinSystems(examples.join(','));
  const guests = systems.map(({ name }) => name).filter((name) => !own.some((system) => system.name === name));
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-architecture-'));
  const env = parseEnv(
    { DATA_DIR: folder, ARCHIVE_DIR: join(folder, 'archive'), PORT: '0', LOG_LEVEL: 'silent' },
    systems,
  );
  try {
    const names = serviceNames(systems);
    const broker = await startNode(names, env);
    try {
      return factsOf(
        broker,
        systems,
        guests,
        callsIn(root).filter(({ from }) => names.includes(from)),
      );
    } finally {
      await broker.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
