import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isOfFile } from './unavailable.ts';

/** Milliseconds to wait for another program's lock: less than callers wait for an answer. */
const lockTimeout = 2_000;

/** A value of a statement. */
export type Value = string | number | null;

/** A statement by the number it was introduced under, and its values. */
export type Step = readonly [statement: number, ...values: Value[]];

/** What is to be done together or not at all. When the first step changes no row, the others are left out. */
export type Work = readonly [Step, ...Step[]];

export interface Batch {
  /** SQL of statements that are new, by their numbers. */
  readonly statements: readonly (readonly [number, string])[];
  readonly works: readonly Work[];
}

/** What became of a work. */
export type Outcome = Done | Failure;

export interface Done {
  /** Rows changed by the first step. */
  readonly changes: number;
  /** Of the row that the last step inserted. */
  readonly lastRowId: number;
}

export interface Failure {
  readonly error: Error;
  /** The `store` is at fault when nothing can be written at the moment: the same work may succeed later. */
  readonly fault: 'work' | 'store';
}

/** Executes batches, each in one durable transaction. */
export class Writer {
  private readonly database: DatabaseSync;
  private readonly sql: string[] = [];
  private readonly statements: StatementSync[] = [];
  private readonly begin: StatementSync;
  private readonly commit: StatementSync;
  private readonly rollback: StatementSync;

  constructor(path: string) {
    this.database = new DatabaseSync(path, { timeout: lockTimeout });
    // FULL: a commit is on the disk before it is answered. 8 MB: with 64 MB, commits that look through the whole cache
    // took a fifth of this thread's time. 4,000 pages of log before they are copied back. What is deleted is overwritten
    // with zeros, which costs nothing that could be measured.
    this.database.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA cache_size = -8192;
      PRAGMA wal_autocheckpoint = 4000;
    `);
    this.begin = this.database.prepare('BEGIN IMMEDIATE');
    this.commit = this.database.prepare('COMMIT');
    this.rollback = this.database.prepare('ROLLBACK');
  }

  /** A work that fails is left out, and the others of the batch are done without it. */
  execute({ statements, works }: Batch): Outcome[] {
    for (const [number, sql] of statements) this.sql[number] = sql;
    const failures = new Map<number, Failure>();
    for (;;) {
      const outcomes = this.transact(works, failures);
      if (outcomes) return outcomes;
    }
  }

  /**
   * Copies the write-ahead log into the file and empties it, so that no older page is left in it.
   * @throws while another program reads the file
   */
  emptyLog(): void {
    const { busy } = this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    if (busy) throw new Error('another program reads it');
  }

  close(): void {
    this.database.close();
  }

  /** The outcomes, or `undefined` when one more work was found to fail. */
  private transact(works: readonly Work[], failures: Map<number, Failure>): Outcome[] | undefined {
    let running: number | undefined;
    try {
      this.begin.run();
      const outcomes = works.map((work, index) => {
        running = index;
        return failures.get(index) ?? this.run(work);
      });
      running = undefined;
      this.commit.run();
      return outcomes;
    } catch (error) {
      if (this.database.isTransaction) this.rollback.run();
      const failure = {
        error: error as Error,
        fault: running === undefined || isOfFile(error) ? 'store' : 'work',
      } as const;
      if (running === undefined || failure.fault === 'store')
        return works.map((_, index) => failures.get(index) ?? failure);
      failures.set(running, failure);
      return undefined;
    }
  }

  private run([first, ...others]: Work): Done {
    const { changes } = this.step(first);
    let lastRowId = 0;
    if (changes > 0) for (const step of others) lastRowId = Number(this.step(step).lastInsertRowid);
    return { changes: Number(changes), lastRowId };
  }

  private step([number, ...values]: Step) {
    return this.statement(number).run(...values);
  }

  /** Prepared at its first use, so that SQL that is wrong fails with the work it is in. */
  private statement(number: number): StatementSync {
    const known = this.statements[number];
    if (known) return known;
    const sql = this.sql[number];
    if (sql === undefined) throw new Error(`statement ${number} was not introduced`);
    const statement = this.database.prepare(sql);
    this.statements[number] = statement;
    return statement;
  }
}
