import { later } from '../../../mixins/waiting/timers.ts';
import { ProblemError, problems } from '../problems.ts';
import type { Row, StreamLimits } from '../stream/streams.ts';

/** Somebody who watches the rows of one owner. */
export interface Watcher {
  tell(row: Row): void;
  /** Changes may have been missed. */
  refresh(): void;
  end(): void;
}

/** Who watches whose rows of a live view. */
export class Changes {
  private readonly limits: StreamLimits;
  private readonly owner: string;
  private readonly watchers = new Map<string, Set<Watcher>>();
  private open = 0;

  /** `owner`: the field of a row that says whose it is. */
  constructor(limits: StreamLimits, owner: string) {
    this.limits = limits;
    this.owner = owner;
  }

  /**
   * Tells the watcher of every change from now on, until it has watched as long as one may.
   * @returns what ends it before
   * @throws ProblemError 429, 503
   */
  add(ownerId: string, watcher: Watcher): () => void {
    const { most, mostPerMember, lifeMs } = this.limits;
    const others = this.watchers.get(ownerId) ?? new Set();
    if (this.open >= most) throw new ProblemError(problems.unavailable());
    if (others.size >= mostPerMember) throw new ProblemError(problems.tooManyStreams());
    this.watchers.set(ownerId, others.add(watcher));
    this.open += 1;
    const life = later(lifeMs, () => watcher.end());
    return () => {
      life.stop();
      if (!others.delete(watcher)) return;
      this.open -= 1;
      if (others.size === 0) this.watchers.delete(ownerId);
    };
  }

  /** Whose rows are watched. */
  get members(): string[] {
    return [...this.watchers.keys()];
  }

  tell(rows: readonly Row[]): void {
    for (const row of rows) for (const watcher of this.watchers.get(String(row[this.owner])) ?? []) watcher.tell(row);
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
