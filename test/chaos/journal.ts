import type { TransitionParams } from '../../services/library/rental/rental.contract.ts';
import type { Fault } from './schedule.ts';

/** `shed`: turned away for the moment. `unknown`: there was no answer, so it may have been done. */
export type Outcome = 'accepted' | 'refused' | 'shed' | 'error' | 'unknown';
export const outcomes: readonly Outcome[] = ['accepted', 'refused', 'shed', 'error', 'unknown'];

export type CommandName = 'reserve' | TransitionParams['reqState'];
export const commandNames: readonly CommandName[] = ['reserve', 'rental', 'return', 'cancel'];

/** A request of a client and what came of it. */
export interface Attempt {
  readonly command: CommandName;
  readonly memberId: string;
  /** Of the rental; not known of a reservation that was not accepted. */
  readonly rentalId?: string;
  readonly outcome: Outcome;
  readonly status?: number;
  /** Milliseconds since the run began. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

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

  count(outcome: Outcome, command?: CommandName): number {
    return this.attempts.filter((one) => one.outcome === outcome && (!command || one.command === command)).length;
  }
}
