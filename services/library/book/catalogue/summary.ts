import type { FileForm, Repair } from './reading.ts';

/** What became of a row. */
export type SettledRow =
  | { readonly line: number; readonly refused: string }
  | {
      readonly line: number;
      readonly id: string;
      readonly outcome: 'added' | 'changed' | 'unchanged';
      readonly repairs: readonly Repair[];
    };

/** How far an import has come. Each row is one of added, changed, unchanged and refused. */
export interface ImportSummary {
  /** How the file is written, as far as it is known yet. */
  readonly form: FileForm;
  /** Without the header and empty lines. */
  readonly rows: number;
  /** The line that the last row begins on. */
  readonly lastLine: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The first twenty of the refused. */
  readonly refusals: readonly { readonly line: number; readonly reason: string }[];
  /** Rows that were taken after a repair. */
  readonly repaired: number;
  /** How many rows had this done to them, and the lines of the first three. */
  readonly repairs: ReadonlyMap<Repair, { readonly rows: number; readonly firstLines: readonly number[] }>;
}

/** Keeps count of an import's rows; its size does not grow with them. */
export class Tally implements ImportSummary {
  form: FileForm = {};
  rows = 0;
  lastLine = 0;
  added = 0;
  changed = 0;
  unchanged = 0;
  refused = 0;
  readonly refusals: { line: number; reason: string }[] = [];
  repaired = 0;
  readonly repairs = new Map<Repair, { rows: number; firstLines: number[] }>();

  count(row: SettledRow): void {
    this.rows += 1;
    this.lastLine = row.line;
    if ('refused' in row) {
      this.refused += 1;
      if (this.refusals.length < 20) this.refusals.push({ line: row.line, reason: row.refused });
      return;
    }
    this[row.outcome] += 1;
    if (row.repairs.length > 0) this.repaired += 1;
    for (const repair of row.repairs) {
      const seen = this.repairs.get(repair) ?? { rows: 0, firstLines: [] };
      seen.rows += 1;
      if (seen.firstLines.length < 3) seen.firstLines.push(row.line);
      this.repairs.set(repair, seen);
    }
  }
}
