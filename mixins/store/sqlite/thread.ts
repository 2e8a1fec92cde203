import { Worker } from 'node:worker_threads';
import type { Batch, Outcome } from './writer.ts';

/** What the thread is told: what to write, or to do with the file. */
export type Message = Batch | 'empty log' | 'close';

/** The thread that writes a file, as the others see it. It takes batches in turn, and keeps the process alive for it. */
export class WriterThread {
  private readonly worker: Worker;
  /** Batches without an answer, oldest first. */
  private readonly asked: Asked[] = [];
  private death: Error | undefined;

  constructor(path: string) {
    this.worker = new Worker(new URL('./writer.thread.ts', import.meta.url), { workerData: path });
    this.worker.unref();
    this.worker.on('message', (outcomes: readonly Outcome[]) => this.answered(outcomes));
    this.worker.on('error', (error: Error) => this.died(error));
    this.worker.on('exit', () => this.died(new Error('the thread that writes has ended')));
  }

  get isDead(): boolean {
    return this.death !== undefined;
  }

  /** Rejects when the thread is no more; what it was doing then may or may not be done. */
  execute(batch: Batch): Promise<readonly Outcome[]> {
    return this.ask(batch);
  }

  /** Rejects when it could not be done. */
  async emptyLog(): Promise<void> {
    const [failed] = await this.ask('empty log');
    if (failed && 'error' in failed) throw failed.error;
  }

  async end(): Promise<void> {
    await this.ask('close').catch(() => {});
    await this.worker.terminate();
  }

  private ask(message: Message): Promise<readonly Outcome[]> {
    if (this.death) return Promise.reject(this.death);
    return new Promise((resolve, reject) => {
      if (this.asked.push({ resolve, reject }) === 1) this.worker.ref();
      this.worker.postMessage(message);
    });
  }

  private answered(outcomes: readonly Outcome[]): void {
    this.asked.shift()?.resolve(outcomes);
    if (this.asked.length === 0) this.worker.unref();
  }

  private died(cause: Error): void {
    this.death ??= cause;
    for (const { reject } of this.asked.splice(0)) reject(this.death);
  }
}

interface Asked {
  resolve(outcomes: readonly Outcome[]): void;
  reject(error: Error): void;
}
