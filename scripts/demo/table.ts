import type { Tally } from '../../mixins/trial/tally.ts';
import type { Verdict } from '../../mixins/trial/trial.ts';

/** What the documents measured, as they write it. */
export interface Figures {
  readonly availability?: string;
  readonly rate?: string;
  readonly time?: string;
}

/** A part of a demonstration, and what became of its requests. */
export interface Part {
  readonly tally: Tally;
  /** The one that the documents' figures are of. */
  readonly isMain: boolean;
}

const [nameWidth, width] = [16, 12];

/** The result of a demonstration: a column for each part, one for all, and one for what the documents measured. */
export function resultTable(parts: readonly Part[], all: Tally, verdict: Verdict, documents: Figures = {}): string {
  const counted = (name: string, of: (tally: Tally) => string | number, total: string | number, shown = '') => [
    ...[name, ...parts.map(({ tally }) => of(tally)), total],
    shown,
  ];
  const count = (name: string, outcome: keyof Tally['counts']) =>
    counted(name, ({ counts }) => counts[outcome], all.counts[outcome]);
  const availability = (tally: Tally) => `${tally.share('accepted').toFixed(2)} %`;
  const median = (tally: Tally) => `${(tally.time(0.5) / 1_000).toFixed(2)} s`;
  const found = (name: string, value: string | number) => counted(name, () => '', value);
  const main = parts.findIndex(({ isMain }) => isMain) + 1;
  const rows = [
    ['', ...parts.map((_, index) => `part ${index + 1}`), 'all', `documents${main > 0 ? `, part ${main}` : ''}`],
    count('accepted', 'accepted'),
    count('refused', 'refused'),
    count('shed', 'shed'),
    count('errors', 'error'),
    count('unknown', 'unknown'),
    counted('availability', availability, availability(all), documents.availability),
    counted('accepted/s', ({ rate }) => rate.toFixed(1), '', documents.rate),
    counted('median time', median, median(all), documents.time),
    found('lost', verdict.lost.length),
    found('doubled', verdict.doubled.length),
    found('unpaid', verdict.unpaid.length),
    found('ledger', verdict.balanced ? 'balanced' : 'unbalanced'),
  ];
  return rows.map(line).join('\n');
}

function line([name = '', ...cells]: readonly (string | number)[]): string {
  const numbers = cells.slice(0, -1).map((cell) => String(cell).padStart(width));
  return `${String(name).padEnd(nameWidth)}${numbers.join('')}   ${cells.at(-1)}`.trimEnd();
}
