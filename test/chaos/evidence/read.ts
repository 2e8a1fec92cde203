import type { Evidence } from '../../../mixins/proof.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Journal } from '../journal.ts';
import { readStores } from './stores.ts';
import { type Poison, readStreams } from './streams.ts';

export async function readEvidence(cluster: Cluster, journal: Journal, sent: readonly Poison[]): Promise<Evidence> {
  return {
    attempts: journal.attempts,
    movements: cluster.provider.movements,
    acknowledged: cluster.receiver.acknowledged,
    crashes: cluster.crashes,
    ...(await readStores(cluster)),
    ...(await readStreams(cluster.nats.url, sent)),
  };
}
