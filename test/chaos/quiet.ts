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
 * Reads until nothing is under way any more, for `withinMs` at most. What is found so is read once more: it was read
 * piece by piece, while the last of it may still have moved.
 * @returns what was read last
 */
export async function quiet(read: () => Promise<Evidence>, withinMs: number, signal: AbortSignal): Promise<Evidence> {
  const deadline = performance.now() + withinMs;
  for (let wasCalm = false; ; ) {
    const evidence = await read();
    const isCalm = unrest(evidence).length === 0;
    if ((isCalm && wasCalm) || performance.now() > deadline) return evidence;
    if (!isCalm) await sleep(every, undefined, { signal });
    wasCalm = isCalm;
  }
}
