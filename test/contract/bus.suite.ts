import type { BusHarness } from '../support/bus.ts';
import { backlogContract } from './bus/backlogs.ts';
import { deadLetterContract } from './bus/dead-letters.ts';
import { deliveryContract } from './bus/deliveries.ts';
import { failureContract } from './bus/failures.ts';
import { groupContract } from './bus/groups.ts';
import { orderContract } from './bus/order.ts';
import { replayContract } from './bus/replay.ts';
import { stopContract } from './bus/stopping.ts';
import { storeAwayContract } from './bus/store-away.ts';

/** What every bus promises. */
export function busContract(name: string, start: () => Promise<BusHarness>): void {
  describe(`${name} as a bus`, () => {
    deliveryContract(start);
    groupContract(start);
    backlogContract(start);
    orderContract(start);
    failureContract(start);
    storeAwayContract(start);
    deadLetterContract(start);
    stopContract(start);
    replayContract(start);
  });
}
