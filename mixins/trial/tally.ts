/** What became of a request, as its client saw it. */
export type Outcome =
  /** Done. */
  | 'accepted'
  /** What was asked for cannot be: no copy, the card declined. */
  | 'refused'
  /** Turned away for the moment, with nothing done: 503 or 429. */
  | 'shed'
  /** Failed otherwise, or never sent. */
  | 'error'
  /** No answer came: it may be done or not. */
  | 'unknown';

/** @param status of the answer; `undefined` when none came, `0` when nobody took the connection */
export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'unknown';
  if (status >= 200 && status < 300) return 'accepted';
  if (status === 503 || status === 429) return 'shed';
  return [402, 404, 409, 422].includes(status) ? 'refused' : 'error';
}

/** Counts what became of requests, and how long they took. */
export class Tally {
  readonly counts: Record<Outcome, number> = { accepted: 0, refused: 0, shed: 0, error: 0, unknown: 0 };
  /** How often errors and requests without an answer said what. */
  readonly failures = new Map<string, number>();
  private readonly times: number[] = [];
  private measured: { readonly accepted: number; readonly seconds: number } | undefined;

  add(outcome: Outcome, ms: number, said = ''): void {
    this.counts[outcome] += 1;
    this.times.push(ms);
    if (outcome !== 'error' && outcome !== 'unknown') return;
    this.failures.set(said, (this.failures.get(said) ?? 0) + 1);
  }

  /** The time that is measured is over. Answers that come later are counted, but not in the rate. */
  closeWindow(seconds: number): void {
    this.measured = { accepted: this.counts.accepted, seconds };
  }

  /** Accepted requests a second, of those that were answered before the window was closed; 0 while it is open. */
  get rate(): number {
    return this.measured ? this.measured.accepted / this.measured.seconds : 0;
  }

  get total(): number {
    return this.times.length;
  }

  /** Percent of all. */
  share(outcome: Outcome): number {
    return this.total === 0 ? 0 : (100 * this.counts[outcome]) / this.total;
  }

  /** Milliseconds. @param part 0.99 for the 99th percentile */
  time(part: number): number {
    const sorted = this.times.toSorted((one, other) => one - other);
    return Math.round(sorted[Math.min(Math.ceil(sorted.length * part), sorted.length) - 1] ?? 0);
  }

  /** `812 accepted, 0 refused, 38 shed, 0 errors, 0 unknown` */
  toString(): string {
    const { accepted, refused, shed, error, unknown } = this.counts;
    return `${accepted} accepted, ${refused} refused, ${shed} shed, ${error} errors, ${unknown} unknown`;
  }
}
