/**
 * Runs tasks concurrently up to a limit; those of one key strictly one after another, in the order they came.
 * A key that waits for its own slow task holds no place of the limit that another key could use.
 */
export class Lanes {
  private readonly limit: number;
  /** The tasks that wait behind the one of their key; `undefined` when there is none yet. */
  private readonly lanes = new Map<string, Task[] | undefined>();
  /** Tasks whose key is theirs, for want of a place. */
  private readonly ready: (readonly [key: string | undefined, task: Task])[] = [];
  private running = 0;
  private readonly awaitingIdle: (() => void)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Without a key it waits for a place only. */
  run(key: string | undefined, task: Task): void {
    if (key === undefined) {
      this.start(key, task);
      return;
    }
    const waiting = this.lanes.get(key);
    if (waiting) waiting.push(task);
    else if (this.lanes.has(key)) this.lanes.set(key, [task]);
    else {
      this.lanes.set(key, undefined);
      this.start(key, task);
    }
  }

  /** Resolves when no task runs or waits. */
  idle(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.awaitingIdle.push(resolve);
    });
  }

  private start(key: string | undefined, task: Task): void {
    if (this.running === this.limit) {
      this.ready.push([key, task]);
      return;
    }
    this.running += 1;
    void task().then(() => this.finished(key));
  }

  private finished(key: string | undefined): void {
    this.running -= 1;
    if (key !== undefined) this.leave(key);
    const first = this.ready.shift();
    if (first) this.start(...first);
    if (this.running === 0) for (const resolve of this.awaitingIdle.splice(0)) resolve();
  }

  /** The next of the key waits for a place, behind those that are ready. */
  private leave(key: string): void {
    const next = this.lanes.get(key)?.shift();
    if (next) this.ready.push([key, next]);
    else this.lanes.delete(key);
  }
}

/** Never rejects. */
export type Task = () => Promise<void>;
