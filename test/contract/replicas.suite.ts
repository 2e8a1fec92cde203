import type { ServerHarness } from '../support/replicas.ts';
import { sharedOutboxContract } from './replicas/outbox.ts';
import { sharedRebuildContract } from './replicas/rebuild.ts';

/** What a store on a database server must do besides, for the replicas of a service that share it. */
export function replicasContract(harness: ServerHarness): void {
  sharedOutboxContract(harness);
  sharedRebuildContract(harness);
}
