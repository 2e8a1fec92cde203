import { DatabaseSync, type StatementSync } from 'node:sqlite';

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

/** Of each work: rows changed by its first step and the last row id it inserted, or why it failed. */
export type Outcome = Done | { readonly error: Error };

export interface Done {
  readonly changes: number;
  readonly lastRowId: number;
}

/** Executes batches, each in one durable transaction. */
export class Writer {
  private readonly database: DatabaseSync;
  private readonly statements: StatementSync[] = [];
  private readonly begin: StatementSync;
  private readonly commit: StatementSync;

  constructor(path: string) {
    this.database = new DatabaseSync(path, { timeout: 5_000 });
    // FULL: a commit is on the disk before it is answered. 4,000 pages of log before they are copied back.
    this.database.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -65536;
      PRAGMA wal_autocheckpoint = 4000;
    `);
    this.begin = this.database.prepare('BEGIN IMMEDIATE');
    this.commit = this.database.prepare('COMMIT');
  }

  /** A work that fails is left out, and the others of the batch are done without it. */
  execute({ statements, works }: Batch): Outcome[] {
    for (const [number, sql] of statements) this.statements[number] = this.database.prepare(sql);
    const failed = new Map<Work, Error>();
    for (;;) {
      const remaining = works.filter((work) => !failed.has(work));
      const attempt = this.transact(remaining);
      if (attempt.failed) {
        for (const work of attempt.failed) failed.set(work, attempt.error);
        continue;
      }
      const done = attempt.done.values();
      return works.map((work) => {
        const error = failed.get(work);
        return error ? { error } : (done.next().value as Done);
      });
    }
  }

  close(): void {
    this.database.close();
  }

  private transact(works: readonly Work[]): Attempt {
    const done: Done[] = [];
    let running: Work | undefined;
    try {
      this.begin.run();
      for (running of works) done.push(this.run(running));
      running = undefined;
      this.commit.run();
      return { done };
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      return { failed: running ? [running] : works, error: error as Error };
    }
  }

  private run([first, ...others]: Work): Done {
    const { changes } = this.step(first);
    let lastRowId = 0;
    if (changes > 0) for (const step of others) lastRowId = Number(this.step(step).lastInsertRowid);
    return { changes: Number(changes), lastRowId };
  }

  private step([number, ...values]: Step) {
    const statement = this.statements[number];
    if (!statement) throw new Error(`statement ${number} was not introduced`);
    return statement.run(...values);
  }
}

type Attempt =
  | { readonly done: readonly Done[]; readonly failed?: undefined }
  | { readonly failed: readonly Work[]; readonly error: Error };
