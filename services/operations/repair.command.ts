import { commandsFor } from '../../mixins/console.ts';
import { operationsActions } from './operations.api.contract.ts';
import type { Repaired, RepairStart } from './operations.contract.ts';

/** Calls `operations.repair`. */
export type CallRepair = (action: 'operations.repair', params: RepairStart) => Promise<Repaired>;

/** Lets all records tell their state again. */
export const repairCommand = commandsFor(operationsActions, [
  {
    command: 'repair',
    description: 'Lets all records tell their state again, where events were lost',
    async run(call) {
      return summaryOf(await repairAll(call));
    },
  },
]);

/** Goes on until all is done; `progress` is called with what is done so far. */
export async function repairAll(call: CallRepair, progress: (done: Repaired) => void = () => {}): Promise<Repaired> {
  const restated: Record<string, number> = {};
  let unreadable = 0;
  for (let start: RepairStart | undefined = {}; start; ) {
    const done: Repaired = await call('operations.repair', start);
    for (const [service, count] of Object.entries(done.restated)) restated[service] = (restated[service] ?? 0) + count;
    unreadable += done.unreadable;
    progress({ ...done, restated, unreadable });
    start = done.next;
  }
  return { restated, unreadable };
}

export function summaryOf({ restated, unreadable }: Repaired): string {
  const counts = Object.entries(restated).map(([service, count]) => `${count} of ${service}`);
  const told = counts.length > 0 ? counts.join(', ') : 'none';
  const left = unreadable > 0 ? ` ${unreadable} cannot be read: the logs name them.` : '';
  return `Records that have told their state again: ${told}.${left} What was missing follows from that by itself.`;
}
