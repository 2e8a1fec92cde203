import { outcomeOf, Tally } from './tally.ts';

/** What a member was answered, or why there was no answer. */
export interface Answered {
  /** `undefined` when a program from outside asked, which does not say for whom. */
  readonly memberId?: string | undefined;
  /** `undefined` when no answer came, `0` when nobody took the connection. */
  readonly status?: number | undefined;
  readonly ms: number;
  /** The record, when it was accepted. */
  readonly id?: string | undefined;
  readonly said: string;
}

/** What members were answered: the promises that the system has to keep, and what is counted of them. */
export class Answers {
  /** Of those who were told 201: their records. */
  readonly accepted = new Map<string, string>();
  /** Who got no answer. */
  readonly unknown: string[] = [];
  private readonly tallies = new Set<Tally>();

  /** What became of the requests from now on. */
  watch(): Tally {
    const tally = new Tally();
    this.tallies.add(tally);
    return tally;
  }

  /** Counts no more in it. */
  unwatch(tally: Tally): void {
    this.tallies.delete(tally);
  }

  add({ memberId, status, ms, id = '', said }: Answered): void {
    const outcome = outcomeOf(status);
    if (memberId !== undefined && outcome === 'accepted') this.accepted.set(memberId, id);
    if (memberId !== undefined && outcome === 'unknown') this.unknown.push(memberId);
    for (const tally of this.tallies) tally.add(outcome, ms, said);
  }
}
