import { DatabaseSync } from 'node:sqlite';
import { lockFile } from '../../file-lock.ts';
import { type Log, silent } from '../../log.ts';
import type { WriteProbe } from '../write-probe.ts';
import { keepPrivate } from './privacy.ts';
import { sqliteProbe } from './probe.ts';
import { Query } from './query.ts';
import { migrateFile } from './schema.ts';
import { WriterThread } from './thread.ts';
import { cannotOpen, FileOutage, unavailable } from './unavailable.ts';
import { refuseOldSqlite } from './version.ts';
import type { Batch, Done, Outcome, Work } from './writer.ts';

/**
 * Works that are sent at once: to an idle writer before the turn of the event loop is over, so that both threads are
 * busy, and to a busy one as the next transaction. Fewer wait for the one under way: a transaction costs what 50 works do.
 */
const eager = 48;
/** Milliseconds that a read waits for a lock on the whole file: none of ours takes one. */
const readTimeout = 200;
/** While one is written the next one is at hand: the writer need not wait for the event loop. */
const batchesUnderWay = 2;

/**
 * A database file and the one writer it has, which is a thread. What is handed in while the writer is busy
 * becomes its next durable transaction: with 64 clients that is 4 × faster here and 34 × on a disk whose
 * fsync takes 2 ms, and the event loop never waits for the disk. Reads are made here, on what is committed.
 */
export class SqliteFile {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly log: Log;
  private readonly unlock: () => void;
  private readonly writing: FileOutage;
  private readonly reading: FileOutage;
  private writer: WriterThread;
  readonly probe: WriteProbe;
  private readonly numbers = new Map<string, number>();
  private introduced: [number, string][] = [];
  private waiting: Pending[] = [];
  private underWay = 0;
  private closing: Promise<void> | undefined;
  private emptying: Promise<void> | undefined;
  /** Called before each transaction, and told whether it is the last: what it writes is in that transaction. */
  beforeBatch: (isLast: boolean) => void = () => {};
  /** Called when the thread that writes has died: what it had in hand may or may not be done. */
  afterLoss: () => void = () => {};

  /** @throws when another process has the file open or a newer one has written it, or when SQLite cannot be trusted */
  constructor(path: string, log = silent) {
    refuseOldSqlite();
    keepPrivate(path, log);
    this.path = path;
    this.log = log;
    this.writing = new FileOutage(path, 'written', log);
    this.reading = new FileOutage(path, 'read', log);
    this.unlock = lockFile(path, 'Stop that process, or set DATA_DIR to another folder.');
    try {
      this.database = open(path);
    } catch (error) {
      this.unlock();
      throw cannotOpen(path, error);
    }
    this.writer = new WriterThread(path);
    this.probe = sqliteProbe(this);
  }

  query(sql: string): Query {
    return new Query(this.database.prepare(sql), this.reading);
  }

  /** The number of a statement for `write`. */
  statement(sql: string): number {
    const known = this.numbers.get(sql);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(sql, number);
    this.introduced.push([number, sql]);
    return number;
  }

  /**
   * Resolves when the work is durable, with what `done` makes of it, which is called in the order of the works
   * and must not throw.
   * Rejects, nothing of the work being done, when a step fails; with `store-unavailable` when the file cannot
   * be written. When its thread has died it is unknown whether the work was done; another one writes then.
   */
  write(work: Work): Promise<Done>;
  write<Result>(work: Work, done: (outcome: Done) => Result): Promise<Result>;
  write(work: Work, done: (outcome: Done) => unknown = (outcome) => outcome): Promise<unknown> {
    if (this.closing) return Promise.reject(unavailable(this.path, new Error('it is closed')));
    return new Promise((resolve, reject) => {
      this.waiting.push({ work, done: (outcome) => resolve(done(outcome)), reject });
      if (this.waiting.length === 1) setImmediate(() => this.send());
      else if (this.waiting.length === eager) void this.send();
    });
  }

  /**
   * Empties the write-ahead log, so that what was overwritten or deleted before is in the file no more. Several who ask
   * meanwhile have it done once. Where it cannot be done now, the log says so.
   */
  emptyLog(): Promise<void> {
    this.emptying ??= this.emptyNow();
    return this.emptying;
  }

  /** Commits what waits, and lets the next process in. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async emptyNow(): Promise<void> {
    // Until this turn of the event loop is over others may join: the thread empties the log after what they have committed.
    await undefined;
    this.emptying = undefined;
    try {
      await this.writer.emptyLog();
    } catch (error) {
      this.log.warn(`${this.path}: what was erased stays in its write-ahead log for now: ${(error as Error).message}`);
    }
  }

  private async send(): Promise<void> {
    const enough = this.underWay === 0 ? 1 : eager;
    if (this.underWay === batchesUnderWay || this.waiting.length < enough) return;
    this.underWay += 1;
    this.beforeBatch(false);
    const sent = this.waiting;
    this.waiting = [];
    const outcomes = await this.execute(sent.map(({ work }) => work));
    this.underWay -= 1;
    void this.send();
    this.settle(sent, outcomes);
  }

  private async execute(works: readonly Work[]): Promise<readonly Outcome[]> {
    if (this.writer.isDead) this.replaceWriter();
    const { writer, introduced: statements } = this;
    this.introduced = [];
    const batch: Batch = { statements, works };
    try {
      return await writer.execute(batch);
    } catch (error) {
      this.afterLoss();
      return works.map(() => ({ error: error as Error, fault: 'store' }));
    }
  }

  private replaceWriter(): void {
    this.writer = new WriterThread(this.path);
    this.introduced = [...this.numbers].map(([sql, number]) => [number, sql]);
  }

  private settle(sent: readonly Pending[], outcomes: readonly Outcome[]): void {
    for (const [index, { done, reject }] of sent.entries()) {
      const outcome = outcomes[index] as Outcome;
      if (!('error' in outcome)) done(outcome);
      else reject(outcome.fault === 'store' ? this.writing.seen(outcome.error) : outcome.error);
    }
    if (outcomes.some((outcome) => !('error' in outcome))) this.writing.over();
  }

  private async end(): Promise<void> {
    this.beforeBatch(true);
    const last = this.write([[this.statement('SELECT 1')]]);
    await last.catch(() => {});
    await this.writer.end();
    this.database.close();
    this.unlock();
  }
}

interface Pending {
  readonly work: Work;
  readonly done: (outcome: Done) => void;
  readonly reject: (error: unknown) => void;
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    migrateFile(database, path);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;');
    // From now on it blocks the event loop while it waits for another program's lock.
    database.exec(`PRAGMA busy_timeout = ${readTimeout}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
