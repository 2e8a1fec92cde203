import { closeSync, openSync, writeSync } from 'node:fs';
import type { SettledRow } from '../../services/library/book/catalogue/summary.ts';

export interface Report {
  write(row: SettledRow): void;
  close(): void;
}

/** A file with one JSON line for each row that was refused or repaired. Throws when it cannot be written. */
export function openReport(file: string): Report {
  const descriptor = openSync(file, 'w');
  return {
    write(row) {
      if ('refused' in row || row.repairs.length > 0) writeSync(descriptor, `${JSON.stringify(row)}\n`);
    },
    close: () => closeSync(descriptor),
  };
}
