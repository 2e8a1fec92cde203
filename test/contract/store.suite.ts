import type { StoreHarness } from '../support/store.ts';
import { crashContract } from './store/crash.ts';
import { damageContract } from './store/damage.ts';
import { expiryContract } from './store/expiry.ts';
import { outboxContract } from './store/outbox.ts';
import { probeContract } from './store/probe.ts';
import { queryContract } from './store/queries.ts';
import { rangeContract } from './store/ranges.ts';
import { rebuildContract } from './store/rebuild.ts';
import { recordContract } from './store/records.ts';
import { scanContract } from './store/scan.ts';
import { searchContract } from './store/searching.ts';
import { walkingContract } from './store/walking.ts';

/** What every store must do, whatever it keeps its records in. */
export function storeContract(name: string, harness: StoreHarness): void {
  describe(`store contract: ${name}`, () => {
    recordContract(harness);
    queryContract(harness);
    rangeContract(harness);
    searchContract(harness);
    walkingContract(harness);
    outboxContract(harness);
    crashContract(harness);
    rebuildContract(harness);
    expiryContract(harness);
    damageContract(harness);
    scanContract(harness);
    probeContract(harness);
  });
}
