import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.ts';

/** A TypeScript program in a process of its own, on the runtime of the test. */
export class Child {
  /** What it has written to its standard output so far. */
  readonly lines: string[] = [];
  private readonly process: ChildProcess;
  private readonly exited: Promise<unknown>;

  constructor(program: string, args: readonly string[]) {
    const runtime = 'deno' in process.versions ? ['run', '--allow-all'] : [];
    this.process = spawn(process.execPath, [...runtime, program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.exited = once(this.process, 'close');
    if (this.process.stdout) createInterface(this.process.stdout).on('line', (line) => this.lines.push(line));
  }

  async printed(count: number): Promise<void> {
    await eventually(() => this.lines.length >= count || this.process.exitCode !== null, 20_000);
    if (this.lines.length < count)
      throw new Error(`ended with ${this.process.exitCode} after ${this.lines.length} lines`);
  }

  /** Resolves when it has ended by itself and all it wrote was read. */
  async ended(): Promise<void> {
    await eventually(() => this.process.exitCode !== null, 8_000).finally(() => this.kill());
  }

  /** SIGKILL: no handler runs, nothing is flushed. Resolves when it is gone and all it wrote was read. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}
