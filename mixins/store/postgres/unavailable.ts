import pg from 'pg';
import type { Done } from '../unavailable.ts';

/**
 * Classes of SQLSTATE that say that the database cannot serve now, and that the same statement can succeed later:
 * connection (08), read-only standby (25), rollback of a conflict (40), resources such as a full disk (53), state of
 * an object such as a lock that was not had in time (55), intervention such as a shutdown or a timeout (57), system
 * error (58) and damage (XX). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passing = new Set(['08', '25', '40', '53', '55', '57', '58', 'XX']);

/** Is the database at fault, or the way to it? All but an answer of the server that speaks against the statement. */
export function isUnavailable(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || passing.has(error.code?.slice(0, 2) ?? '');
}

/** Two transactions stood in each other's way, and this one was undone: the same statement goes through at once. */
export function lostConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code?.slice(0, 2) === '40';
}

/** A server that answers with an error has done nothing, but for one that is being stopped (57P01 to 57P05). */
export function whatWasDone(error: unknown): Done {
  return error instanceof pg.DatabaseError && !error.code?.startsWith('57P') ? 'nothing' : 'unknown';
}
