import process from 'node:process';
import type { Journal } from './journal.ts';
import { nameOf } from './schedule.ts';

const phases = {
  start: 'starting the cluster',
  chaos: '',
  quiet: 'healed; waiting until nothing is under way',
} as const;

/** Milliseconds between two looks, on a terminal and elsewhere. */
const often = 200;
const seldom = 10_000;

/** A line that tells how far a run is, drawn anew on a terminal. Elsewhere, a line from time to time. */
export class Progress {
  private readonly timer: NodeJS.Timeout;
  private phase: keyof typeof phases = 'start';
  private journal: Journal | undefined;
  private seconds = 0;

  constructor() {
    this.timer = setInterval(() => this.draw(), process.stderr.isTTY ? often : seldom);
  }

  /** To be called when a new phase begins, of a run of so many seconds. */
  enter(phase: keyof typeof phases, journal: Journal, seconds: number): void {
    this.phase = phase;
    this.journal = journal;
    this.seconds = seconds;
    this.draw();
  }

  stop(): void {
    clearInterval(this.timer);
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  }

  private draw(): void {
    if (!this.journal) return;
    const line = this.phase === 'chaos' ? this.chaos(this.journal) : phases[this.phase];
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[2K${line.slice(0, process.stderr.columns)}` : `${line}\n`);
  }

  private chaos(journal: Journal): string {
    const passed = Math.floor(Math.min(this.seconds, journal.now / 1_000));
    const now = journal.injected.filter(({ to }) => to === undefined).map(({ fault }) => nameOf(fault));
    const counts = (['accepted', 'refused', 'shed', 'unknown'] as const).map(
      (name) => `${journal.count(name)} ${name}`,
    );
    return `${passed}/${this.seconds} s · ${counts.join(', ')} · ${journal.injected.length} faults${now.length > 0 ? ` · now ${now.join(', ')}` : ''}`;
  }
}
