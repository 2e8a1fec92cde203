import type { Evidence } from '../../../mixins/proof.ts';
import { toldOf } from '../../../services/kakao/proof/told.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Journal } from '../journal.ts';
import { readStores } from './stores.ts';
import { type Poison, readStreams } from './streams.ts';

export async function readEvidence(cluster: Cluster, journal: Journal, sent: readonly Poison[]): Promise<Evidence> {
  const streams = await readStreams(cluster.nats.url, sent);
  return {
    attempts: journal.attempts,
    movements: cluster.provider.movements,
    acknowledged: cluster.receiver.acknowledged,
    crashes: cluster.crashes,
    ...(await readStores(cluster)),
    ...streams,
    told: toldOf(streams.events),
  };
}
