import { parseEnv } from '../config/env.ts';
import { startNode } from '../config/node.ts';
import type { BookCommand } from '../services/library/book/book.ts';
import { median, percentile } from './load.ts';

const rounds = 5;
const id = 'hot';

/**
 * So many commands on one title at once, in a process with its service and a durable store: milliseconds until
 * each is answered. Medians of several rounds; the first one is not counted.
 */
export async function commandsAtOnce(dataDir: string, count: number): Promise<{ p50: number; p99: number }> {
  const broker = await startNode(['book'], parseEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'error' }));
  try {
    await broker.call('book.catalogue', { id, title: 'Everybody wants it', authors: 'A. N. Other', copies: 3 });
    const allocate = async (rentalId: string): Promise<number> => {
      const from = performance.now();
      const at = Date.now();
      const command: BookCommand = { type: 'allocate', rentalId, requestedAt: at, at };
      await broker.call('book.follow', { id, command });
      return performance.now() - from;
    };
    const measured: { p50: number; p99: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const delays = await Promise.all(Array.from({ length: count }, (_, index) => allocate(`r${round}-${index}`)));
      measured.push({ p50: percentile(delays, 0.5), p99: percentile(delays, 0.99) });
    }
    const counted = measured.slice(1);
    return { p50: median(counted.map(({ p50 }) => p50)), p99: median(counted.map(({ p99 }) => p99)) };
  } finally {
    await broker.stop();
  }
}
