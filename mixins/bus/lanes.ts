/**
 * Runs tasks concurrently up to a limit; those of one key strictly one after another, in the order they came.
 * A key that waits for its own slow task holds no place of the limit that another key could use.
 */
export class Lanes {
  private readonly limit: number;
  /** A key has a lane from its first task until it has none left. */
  private readonly lanes = new Map<string, Task[]>();
  /** Keys whose next task may start. */
  private ready: string[] = [];
  private running = 0;
  private readonly awaitingIdle: (() => void)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Settles as the task does; a failed task does not hold up those behind it. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.enqueue(key, async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
      this.startReady();
    });
  }

  /** Resolves when no task runs or waits. */
  idle(): Promise<void> {
    if (this.lanes.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.awaitingIdle.push(resolve);
    });
  }

  private enqueue(key: string, task: Task): void {
    const lane = this.lanes.get(key);
    if (lane) {
      lane.push(task);
      return;
    }
    this.lanes.set(key, [task]);
    this.ready.push(key);
  }

  private startReady(): void {
    while (this.running < this.limit) {
      const key = this.ready.shift();
      if (key === undefined) return;
      this.running += 1;
      void this.lanes
        .get(key)?.[0]?.()
        .then(() => this.finished(key));
    }
  }

  private finished(key: string): void {
    this.running -= 1;
    const lane = this.lanes.get(key);
    lane?.shift();
    if (lane?.length) this.ready.push(key);
    else this.lanes.delete(key);
    this.startReady();
    if (this.lanes.size === 0) for (const resolve of this.awaitingIdle.splice(0)) resolve();
  }
}

/** Never rejects. */
type Task = () => Promise<void>;
