import type { Log } from '../../log.ts';
import type { Mark, Recovery } from '../../outbox/marks.ts';
import { hasLost } from '../../outbox/marks.ts';
import { BatchTimer } from '../../waiting/batch-timer.ts';
import { atMost, retryUntilDone } from '../../waiting/waiting.ts';
import { describeError } from '../retry.ts';
import type { Streams } from './streams.ts';

export interface LossWatchOptions {
  readonly recovery: Recovery;
  readonly streams: Pick<Streams, 'markOf'>;
  readonly log: Log;
}

/** Milliseconds between two times that marks are written down. */
const saveEvery = 1_000;
/** Milliseconds before a recovery that failed is tried again. */
const retryAfter = 5_000;
/** Milliseconds that `stop` spends at most on writing down the marks. */
const stopWithin = 1_000;
/** Streams that one service publishes to, at most. */
const most = 100;

/**
 * Finds out whether a stream has lost what it had acknowledged to a service: it was recreated, or ends earlier. Then all
 * records of the service tell their present state again. Replicas may each do so, which is harmless.
 */
export class LossWatch {
  private readonly options: LossWatchOptions;
  /** How far each stream had come, by its name. */
  private readonly marks = new Map<string, Mark>();
  /** What was acknowledged of a stream before it was known how far that has come. */
  private readonly early = new Map<string, number>();
  private readonly unsaved = new Set<string>();
  private readonly learning = new Set<string>();
  private readonly stopping = new AbortController();
  private checking: Promise<void> | undefined;
  private doubted = false;
  private readonly saveLater = new BatchTimer(saveEvery, () => void this.save().catch(() => {}), {
    keepsProcess: false,
  });

  constructor(options: LossWatchOptions) {
    this.options = options;
  }

  /** The stream has taken an event of this service. */
  acknowledged(stream: string, sequence: number): void {
    if (this.doubted) void this.check();
    const mark = this.marks.get(stream);
    if (!mark) {
      this.early.set(stream, Math.max(sequence, this.early.get(stream) ?? 0));
      void this.learn(stream);
    } else if (sequence > mark.sequence) this.note(stream, { ...mark, sequence });
  }

  /** A stream could not be reached: it may have been recreated before it takes the next event. */
  doubt(): void {
    this.doubted = true;
  }

  /** Compares the streams with their marks, and recovers what is lost, however long that takes. Never rejects. */
  check(): Promise<void> {
    this.doubted = false;
    this.checking ??= this.checkAll().finally(() => {
      this.checking = undefined;
    });
    return this.checking;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.saveLater.cancel();
    await atMost(stopWithin, this.save()).catch(() => {});
  }

  private async checkAll(): Promise<void> {
    const compareAll = async () => {
      for (const [stream, mark] of await this.known()) await this.compare(stream, mark);
    };
    const { signal } = this.stopping;
    const failed = (error: unknown) => {
      if (signal.aborted) return;
      this.options.log.warn(`cannot tell whether a stream has lost events, trying on: ${describeError(error)}`);
    };
    await retryUntilDone(compareAll, { signal, backoff: [retryAfter], failed });
  }

  /** The marks that are written down, and those of now. What another replica has dealt with is in the former. */
  private async known(): Promise<Map<string, Mark>> {
    const { records } = await this.options.recovery.marks.scan('', most);
    const known = new Map(this.marks);
    for (const { id, state } of records) {
      const now = known.get(id);
      if (now?.made !== state.made || now.sequence < state.sequence) known.set(id, state);
    }
    return known;
  }

  private async compare(stream: string, mark: Mark): Promise<void> {
    const { streams, recovery, log } = this.options;
    const found = await streams.markOf(stream);
    if (found && !hasLost(mark, found)) return this.note(stream, found);
    const what = found?.made === mark.made ? `ends at ${found.sequence}` : 'was made anew';
    log.warn(
      `stream ${stream} ${what}, and had acknowledged ${mark.sequence} events: every record tells its state again`,
    );
    this.early.delete(stream);
    const restated = await recovery.restateAll(this.stopping.signal);
    const now = await streams.markOf(stream);
    if (now) {
      this.marks.set(stream, now);
      await this.saveOne(stream, true);
    }
    log.warn(`stream ${stream}: ${restated} records have told their state again`);
  }

  /** The first event that this stream takes of the service, as far as is known. */
  private async learn(stream: string): Promise<void> {
    if (this.learning.has(stream) || this.checking) return;
    this.learning.add(stream);
    try {
      const found = await this.options.streams.markOf(stream);
      if (!found || this.marks.has(stream)) return;
      this.note(stream, found);
      await this.save();
    } catch {
      // The next event asks again, or the next mark is saved.
    } finally {
      this.learning.delete(stream);
    }
  }

  /** An event may have been acknowledged since the stream was looked at. */
  private note(stream: string, mark: Mark): void {
    const known = this.marks.get(stream);
    const acknowledged = known?.made === mark.made ? known.sequence : (this.early.get(stream) ?? 0);
    this.early.delete(stream);
    this.marks.set(stream, { ...mark, sequence: Math.max(mark.sequence, acknowledged) });
    this.unsaved.add(stream);
    this.saveLater.start();
  }

  private async save(): Promise<void> {
    const streams = [...this.unsaved];
    this.unsaved.clear();
    for (const stream of streams) await this.saveOne(stream);
  }

  /** Of two replicas the one that knows more is right, unless the stream is `recovered`. What is not saved is saved later. */
  private async saveOne(stream: string, recovered = false): Promise<void> {
    const { marks } = this.options.recovery;
    const mark = this.marks.get(stream) as Mark;
    try {
      for (;;) {
        const stored = await marks.load(stream);
        if (stored?.state.made === mark.made && stored.state.sequence >= mark.sequence && !recovered) return;
        const expectedVersion = stored?.version ?? 0;
        const change = { id: stream, expectedVersion, version: expectedVersion + 1, state: mark, events: [] };
        if (await marks.commit(change)) return;
      }
    } catch (error) {
      this.unsaved.add(stream);
      throw error;
    }
  }
}
