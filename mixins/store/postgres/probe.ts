import pg from 'pg';
import type { Log } from '../../log.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { WriteProbe } from '../write-probe.ts';

/** What the probe needs of a database. */
interface ProbedDatabase {
  readonly name: string;
  readonly log: Log;
  define(sql: string): void;
  query(statement: { readonly name: string; readonly text: string; readonly values: readonly [] }): Promise<unknown>;
}

/**
 * A real write to a database, in a row that is always the same. It waits for no lock of others, such as a backup's, and
 * takes no room: whether the disk is full is known from the statements that need some.
 */
export function postgresProbe(database: ProbedDatabase): WriteProbe {
  database.define('CREATE TABLE IF NOT EXISTS probe(id integer PRIMARY KEY, at timestamptz NOT NULL)');
  const text = 'INSERT INTO probe VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET at = now()';
  return new WriteProbe({
    name: database.name,
    kind: 'PostgreSQL',
    log: database.log,
    write: () => database.query({ name: 'probe', text, values: [] }),
    explain,
  });
}

export function isDiskFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '53100';
}

/** By the SQLSTATE: disk full, a server or a user that may only read, no right to write. */
function explain(error: unknown): string {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  if (!(cause instanceof pg.DatabaseError)) return 'it does not answer';
  if (isDiskFull(cause)) return 'its disk is full';
  if (cause.code === '25006') return 'it can only be read';
  return cause.code === '42501' ? 'its user may not write' : 'it refuses writes';
}
