import type { Cluster } from '../cluster/cluster.ts';
import type { Journal } from '../journal.ts';
import type { Evidence } from './evidence.ts';
import { readStores } from './stores.ts';
import { type Poison, readStreams } from './streams.ts';

export async function readEvidence(cluster: Cluster, journal: Journal, sent: readonly Poison[]): Promise<Evidence> {
  const { nats, postgres, mypageFile, provider } = cluster;
  return {
    attempts: journal.attempts,
    movements: provider.movements,
    crashes: cluster.crashes,
    ...(await readStores(postgres.url, mypageFile)),
    ...(await readStreams(nats.url, sent)),
  };
}
