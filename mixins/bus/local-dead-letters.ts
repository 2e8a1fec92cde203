import type { DeadLetter, DeadLetterFilter, DeadLetters } from '../outbox/dead-letter.ts';
import type { EventLog } from '../outbox/port.ts';
import type { LogReader } from './log-reader.ts';

/** The dead letters of a single process: they lie beside the logs whose entries they are. */
export class LocalDeadLetters implements DeadLetters {
  private readonly logs: ReadonlyMap<string, EventLog>;
  private readonly readers: () => readonly LogReader[];

  constructor(logs: ReadonlyMap<string, EventLog>, readers: () => readonly LogReader[]) {
    this.logs = logs;
    this.readers = readers;
  }

  /** Log by log: one process has one log. */
  async *list(filter: DeadLetterFilter): AsyncIterable<DeadLetter> {
    for (const { dead } of this.logs.values()) yield* dead.list(filter);
  }

  async get(id: string) {
    for (const { dead } of this.logs.values()) {
      const letter = await dead.get(id);
      if (letter) return letter;
    }
    return undefined;
  }

  async count(): Promise<ReadonlyMap<string, number>> {
    const total = new Map<string, number>();
    for (const { dead } of this.logs.values())
      for (const [consumer, letters] of await dead.count()) total.set(consumer, (total.get(consumer) ?? 0) + letters);
    return total;
  }

  /** Letters stay whose consumer does not run: nobody would try them. */
  async retry(ids: readonly string[]): Promise<number> {
    const readers = this.readers();
    const consumers = readers.map(({ name }) => name);
    const revived = await this.inEachLog(({ dead }) => dead.revive(ids, consumers));
    for (const reader of readers) reader.retryParked();
    return revived;
  }

  discard(ids: readonly string[]): Promise<number> {
    return this.inEachLog(({ dead }) => dead.discard(ids));
  }

  private async inEachLog(change: (log: EventLog) => Promise<number>): Promise<number> {
    const changed = await Promise.all([...this.logs.values()].map(change));
    return changed.reduce((sum, count) => sum + count, 0);
  }
}
