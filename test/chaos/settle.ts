import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence, Proof } from '../../mixins/proof.ts';
import { chargesAreSettled } from './checker/charges.ts';
import { nothingIsUnderWay } from './checker/messages.ts';
import { nothingStaysTransient } from './checker/transient-states.ts';

/** Milliseconds between two looks. */
const every = 500;

/** Is nothing under way any more? */
export function isSettled(proofs: readonly Proof[], evidence: Evidence): boolean {
  const rules = [nothingStaysTransient, chargesAreSettled];
  return nothingIsUnderWay(evidence).length === 0 && rules.every((rule) => rule(proofs, evidence).length === 0);
}

export interface Rest {
  /** Is this what is waited for? */
  readonly isOver: (evidence: Evidence) => boolean;
  /** Milliseconds to wait at most. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/**
 * Reads until it is over, or time is. What is found so is read once more: it was read piece by piece, while the last of
 * it may still have moved.
 * @returns what was read last
 */
export async function settle(read: () => Promise<Evidence>, { isOver, withinMs, signal }: Rest): Promise<Evidence> {
  const deadline = performance.now() + withinMs;
  for (let wasOver = false; ; ) {
    const evidence = await read();
    const over = isOver(evidence);
    if ((over && wasOver) || performance.now() > deadline) return evidence;
    if (!over) await sleep(every, undefined, { signal });
    wasOver = over;
  }
}
