import type { LogEntry } from '../../outbox/port.ts';

/** The newest entries of a log, in memory, so that a consumer that keeps up reads and parses nothing. */
export class LogTail {
  private readonly length: number;
  private entries: LogEntry[] = [];

  constructor(length: number) {
    this.length = length;
  }

  /** Entries follow on one another without gaps; it begins anew behind one. */
  push(entries: readonly LogEntry[]): void {
    const last = this.entries.at(-1);
    if (last && entries[0]?.seq !== last.seq + 1) this.forget();
    for (const entry of entries) this.entries.push(entry);
    if (this.entries.length > 2 * this.length) this.entries = this.entries.slice(-this.length);
  }

  /** The table may hold more than it was told. */
  forget(): void {
    this.entries = [];
  }

  /** Entries after `seq`, or `undefined` when it does not reach back that far. */
  read(seq: number, limit: number): LogEntry[] | undefined {
    const first = this.entries[0];
    if (!first || first.seq > seq + 1) return undefined;
    const from = seq + 1 - first.seq;
    return this.entries.slice(from, from + limit);
  }
}
