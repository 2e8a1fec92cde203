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
  /** What errors said, each once. */
  readonly errors = new Set<string>();
  private readonly times: number[] = [];

  add(outcome: Outcome, ms: number, said = ''): void {
    this.counts[outcome] += 1;
    this.times.push(ms);
    if (outcome === 'error' && this.errors.size < 5) this.errors.add(said);
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

  /** `812 accepted (95.5 %), 0 refused, 38 shed, 0 errors, 0 unknown; p50 512 ms, p99 640 ms` */
  toString(): string {
    const { accepted, refused, shed, error, unknown } = this.counts;
    const counts = `${accepted} accepted (${this.share('accepted').toFixed(1)} %), ${refused} refused, ${shed} shed, ${error} errors, ${unknown} unknown`;
    return `${counts}; p50 ${this.time(0.5)} ms, p99 ${this.time(0.99)} ms`;
  }
}
