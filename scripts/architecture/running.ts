import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from '../../config/env.ts';
import { startNode } from '../../config/node.ts';
import { serviceNames } from '../../config/services.ts';
import { systems } from '../../services/systems.ts';
import { callsIn } from './calls.ts';
import { type Facts, factsOf } from './facts.ts';

/** The facts of this project: all services run for a moment, on records in a folder that is removed. */
export async function factsHere(): Promise<Facts> {
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-architecture-'));
  const env = parseEnv({ DATA_DIR: folder, ARCHIVE_DIR: join(folder, 'archive'), PORT: '0', LOG_LEVEL: 'silent' });
  try {
    const broker = await startNode(serviceNames(), env);
    try {
      return factsOf(broker, systems, callsIn(join(import.meta.dirname, '../..')));
    } finally {
      await broker.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
