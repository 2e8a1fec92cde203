export interface BatchTimerOptions {
  /** False: the process may end before the work is done. True by default. */
  readonly keepsProcess?: boolean;
}

/** Runs the work once for all calls of `start` that come within this many milliseconds of the first. */
export class BatchTimer {
  private readonly milliseconds: number;
  private readonly work: () => void;
  private readonly keepsProcess: boolean;
  private timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, work: () => void, { keepsProcess = true }: BatchTimerOptions = {}) {
    this.milliseconds = milliseconds;
    this.work = work;
    this.keepsProcess = keepsProcess;
  }

  start(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.work();
    }, this.milliseconds);
    if (!this.keepsProcess) this.timer.unref();
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
