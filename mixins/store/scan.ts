import { Refused } from '../kernel/errors.ts';
import type { Scanned, Stored } from './port.ts';

/** A page of records from rows in order of id; `read` refuses those that cannot be read, which are left out. */
export function scanned<State, Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  read: (row: Row) => Stored<State>,
): Scanned<State> {
  const records = rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (error instanceof Refused && error.type === 'record-unreadable') return [];
      throw error;
    }
  });
  const last = rows.length === limit ? rows.at(-1)?.id : undefined;
  const unreadable = rows.length - records.length;
  return last === undefined ? { records, unreadable } : { records, unreadable, last };
}
