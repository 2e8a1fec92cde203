import type { Answers } from '../../mixins/trial/answers.ts';
import type { Judged } from '../../mixins/trial/trial.ts';

/** What a demonstration is played on: processes of this machine, or a cluster. */
export interface Ground {
  readonly members: Pick<Answers, 'accepted' | 'unknown' | 'watch' | 'unwatch'> & {
    reserve(atOnce: number, seconds: number, over: () => void): Promise<void>;
  };
  readonly processes: {
    /** Names of those that ended without being asked to. */
    readonly deaths: readonly string[];
    /** Names of those that did not come back. */
    readonly missing: readonly string[];
    /** Kills one of a service, as somebody from outside would. */
    strike(service: string): void | Promise<void>;
    /** Resolves when all are there again. */
    settled(): Promise<void>;
  };
  /** Judges what there is of this demonstration's members. */
  judge(): Promise<Judged>;
}
