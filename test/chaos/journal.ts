import type { Attempt, Outcome } from '../../mixins/proof.ts';
import type { Fault } from './schedule.ts';

export const outcomes: readonly Outcome[] = ['accepted', 'refused', 'shed', 'error', 'unknown'];

/** A fault that was carried out. */
export interface Injected {
  readonly fault: Fault;
  readonly from: number;
  /** When it was undone; of a process that was killed, when it ran again. */
  to?: number;
}

/** What happened in a run, as it happens. */
export class Journal {
  readonly attempts: Attempt[] = [];
  readonly injected: Injected[] = [];
  private began = performance.now();

  /** Milliseconds since the run began. */
  get now(): number {
    return performance.now() - this.began;
  }

  begin(): void {
    this.began = performance.now();
  }

  count(outcome: Outcome, command?: string): number {
    return this.attempts.filter((one) => one.outcome === outcome && (!command || one.command === command)).length;
  }
}
