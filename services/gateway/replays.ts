import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import { ProblemError, problems } from './problems.ts';

/** How long an answer is kept, in milliseconds, and how many are. */
const keptMs = 10 * 60_000;
const most = 10_000;

interface Kept {
  readonly answer: Promise<Answer>;
  readonly fingerprint: string;
  readonly since: number;
}

/**
 * What writes with an Idempotency-Key were answered, so that a repeat gets the same answer and is not carried out again;
 * one that comes while the first is under way waits for it. A write that failed is forgotten: its repeat is a new try.
 * Each gateway remembers its own. Rentals know repeats by themselves, whatever gateway they come through.
 */
export class Replays {
  private readonly kept = new Map<string, Kept>();

  /**
   * The answer to a write. `key` is that of the request, scoped by caller, method and path.
   * @throws ProblemError 422 `key-reused` when the key came with other parameters before
   */
  answer(key: string, params: object, run: () => Promise<Answer>, now = Date.now()): Promise<Answer> {
    this.forget(now);
    const fingerprint = createHash('sha256').update(JSON.stringify(params)).digest('base64');
    const known = this.kept.get(key);
    if (known && known.fingerprint !== fingerprint) throw new ProblemError(problems.keyReused());
    if (known) return known.answer;
    const answer = run();
    this.kept.set(key, { answer, fingerprint, since: now });
    answer.catch(() => this.kept.delete(key));
    return answer;
  }

  /** The oldest come first in a Map. */
  private forget(now: number): void {
    for (const [key, { since }] of this.kept) {
      if (this.kept.size < most && now - since < keptMs) return;
      this.kept.delete(key);
    }
  }
}
