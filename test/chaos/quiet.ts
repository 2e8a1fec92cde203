import { setTimeout as sleep } from 'node:timers/promises';
import { chargesAreSettled } from './checker/charges.ts';
import { nothingIsUnderWay } from './checker/messages.ts';
import { nothingIsPassing } from './checker/passing.ts';
import type { Evidence } from './evidence/evidence.ts';

/** Milliseconds between two looks. */
const every = 500;

/** What keeps a system from being quiet. */
function unrest(evidence: Evidence): string[] {
  return [...nothingIsUnderWay(evidence), ...nothingIsPassing(evidence), ...chargesAreSettled(evidence)];
}

/**
 * Reads until nothing is under way any more, for `withinMs` at most.
 * @returns what was read last
 */
export async function quiet(read: () => Promise<Evidence>, withinMs: number, signal: AbortSignal): Promise<Evidence> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const evidence = await read();
    if (unrest(evidence).length === 0 || performance.now() > deadline) return evidence;
    await sleep(every, undefined, { signal });
  }
}
