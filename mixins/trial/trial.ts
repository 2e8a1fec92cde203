import type { Calling } from '../calls.ts';

/**
 * How a system is put under load and judged, in demonstrations and the outage laboratory: what members ask for, each of
 * them once, and what must be there afterwards.
 */
export interface Trial {
  /** Brings what members ask for, enough for all. */
  prepare(from: Calling): Promise<void>;
  /** What the member who comes as the `count`th asks for, by POST. */
  ask(memberId: string, count: number): Request;
  /**
   * Reads all there is of members whose names begin so, and judges it.
   * @throws when something cannot be read at the moment
   */
  judge(from: Calling, told: Told, prefix: string): Promise<Judged>;
}

export interface Request {
  readonly path: string;
  readonly body: object;
}

/** What members were told. */
export interface Told {
  /** Records that were answered with 201, by their members, who have asked once each. */
  readonly accepted: ReadonlyMap<string, string>;
  /** Members who got no answer. */
  readonly unknown: readonly string[];
}

export interface Verdict {
  /** Records that were accepted, and are not there. */
  readonly lost: readonly string[];
  /** Members who have two, and what was paid for nothing. */
  readonly doubled: readonly string[];
  /** Records that stand without their payment. */
  readonly unpaid: readonly string[];
  /** Is the ledger balanced? */
  readonly balanced: boolean;
  /** How many records stand, whoever was told of them. */
  readonly standing: number;
  /** How many of those who got no answer have their record all the same. */
  readonly unknownDone: number;
}

export interface Judged {
  readonly verdict: Verdict;
  /** Nothing is under way any more: the verdict is final. */
  readonly isResting: boolean;
}

/** What is wrong, in words; nothing when all is as it must be. */
export function faultsOf({ lost, doubled, unpaid, balanced }: Verdict): string[] {
  return [
    ...lost.map((id) => `lost: ${id}`),
    ...doubled.map((what) => `doubled: ${what}`),
    ...unpaid.map((id) => `unpaid: ${id}`),
    ...(balanced ? [] : ['the ledger is not balanced']),
  ];
}
