import { ensureChromium } from '../../test/support/chromium.ts';
import { ensureMongo } from '../../test/support/mongo-source.ts';
import { ensureNatsServer } from '../../test/support/nats-server.ts';
import { ensurePostgres } from '../../test/support/postgres-programs.ts';
import { ensurePrometheus } from '../../test/support/prometheus-programs.ts';
import type { Server } from './needs.ts';
import type { Stage } from './stage.ts';

const ensure: Readonly<Record<Server, () => Promise<string>>> = {
  'nats-server': ensureNatsServer,
  PostgreSQL: async () => (await ensurePostgres()).folder,
  MongoDB: nameMongo,
  Chromium: async () => (await ensureChromium()).program,
  Prometheus: async () => (await ensurePrometheus()).prometheus,
};

/** A server that tests start: the machine's own, or one that is fetched for them. */
export function serverStage(name: Server): Stage {
  return {
    name,
    shown: 'the one of this machine, or fetched for the tests',
    async run(print) {
      print(await ensure[name]());
      return { passed: 0, failed: [], skipped: [] };
    },
  };
}

/** Where none can be had, its tests are skipped, and counted so. */
async function nameMongo(): Promise<string> {
  const found = await ensureMongo();
  return 'name' in found
    ? found.name
    : `MONGODB GOES UNTESTED: none could be had, so its tests are skipped. What was tried:\n${found.missing}`;
}
