import type { MypageView } from '../../library/mypage/mypage.contract.ts';
import { ProblemError, problems } from '../problems.ts';
import type { StreamLimits } from '../stream/streams.ts';

/** Somebody who watches a member's page. */
export interface Watcher {
  tell(row: MypageView): void;
  /** Changes may have been missed. */
  refresh(): void;
  end(): void;
}

/** Who watches which member's page. */
export class Changes {
  private readonly limits: StreamLimits;
  private readonly watchers = new Map<string, Set<Watcher>>();
  private open = 0;

  constructor(limits: StreamLimits) {
    this.limits = limits;
  }

  /**
   * Tells the watcher of every change from now on, until it has watched as long as one may.
   * @returns what ends it before
   * @throws ProblemError 429, 503
   */
  add(memberId: string, watcher: Watcher): () => void {
    const { most, mostPerMember, lifeMs } = this.limits;
    const others = this.watchers.get(memberId) ?? new Set();
    if (this.open >= most) throw new ProblemError(problems.unavailable());
    if (others.size >= mostPerMember) throw new ProblemError(problems.tooManyStreams());
    this.watchers.set(memberId, others.add(watcher));
    this.open += 1;
    const life = setTimeout(() => watcher.end(), lifeMs).unref();
    return () => {
      clearTimeout(life);
      if (!others.delete(watcher)) return;
      this.open -= 1;
      if (others.size === 0) this.watchers.delete(memberId);
    };
  }

  /** Whose pages are watched. */
  get members(): string[] {
    return [...this.watchers.keys()];
  }

  tell(rows: readonly MypageView[]): void {
    for (const row of rows) for (const watcher of this.watchers.get(row.memberId) ?? []) watcher.tell(row);
  }

  refresh(): void {
    for (const watcher of this.all()) watcher.refresh();
  }

  end(): void {
    for (const watcher of this.all()) watcher.end();
  }

  private all(): Watcher[] {
    return [...this.watchers.values()].flatMap((watchers) => [...watchers]);
  }
}
