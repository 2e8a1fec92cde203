import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalBus } from '../../mixins/bus/local.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { type BusHarness, suiteRetryPolicy } from '../support/bus.ts';
import { appendTo } from '../support/sqlite.ts';
import { busContract } from './bus.suite.ts';

busContract('The local log', async (): Promise<BusHarness> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-log-'));
  const open = () => {
    const file = new SqliteFile(join(folder, 'yeyak.db'));
    const log = new SqliteLog(file);
    const bus = new LocalBus({ retry: suiteRetryPolicy });
    bus.attach(log);
    bus.attach(log);
    return { file, append: appendTo(file, log), bus };
  };
  const close = async () => {
    await current.bus.stop();
    await current.file.close();
  };
  let current = open();
  await current.bus.start();
  return {
    bus: () => current.bus,
    replica: async () => current.bus,
    append: (...events: Envelope[]) => current.append(...events),
    restart: async () => {
      await close();
      current = open();
      await current.bus.start();
    },
    stop: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
