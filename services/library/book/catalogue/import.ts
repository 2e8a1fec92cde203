import type { CatalogueOutcome } from '../book.contract.ts';
import { defaultCopies } from '../details.contract.ts';
import type { OpenDecoder } from './encoding.ts';
import { type Catalogue, CatalogueUnavailable } from './port.ts';
import { type ImportSummary, type SettledRow, Tally } from './summary.ts';
import { readTitles, type TitleRow } from './titles.ts';

export interface ImportOptions {
  /** Of the file, as `encodingNamed` gives it; detected when it is not given. */
  readonly encoding?: string;
  /** How bytes become text; by the platform when it is not given. */
  readonly open?: OpenDecoder;
  /** Copies of a title that is new to the catalogue and whose row gives no number. */
  readonly copies?: number;
  /** Rows that are settled together. */
  readonly batchSize?: number;
  /** Stops the import after the batch under way. */
  readonly signal?: AbortSignal;
  /** Called after each batch, with the same living summary. */
  readonly onProgress?: (summary: ImportSummary) => void;
  /** Called for each row, in the file's order. */
  readonly onSettled?: (row: SettledRow) => void;
}

/**
 * Loads a catalogue file (CSV with a header) row by row: malformed rows are refused by line and the others taken.
 * It may be repeated, whole or after a stop: titles that are there already are unchanged. Throws `FileRefused`
 * for a file that is no catalogue, and what the catalogue throws.
 */
export async function importCatalogue(
  bytes: AsyncIterable<Uint8Array>,
  catalogue: Catalogue,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const tally = new Tally();
  const { encoding, open, copies: newCopies = defaultCopies } = options;
  const rows = readTitles(bytes, {
    ...(encoding !== undefined && { encoding }),
    ...(open && { open }),
    latestYear: new Date().getFullYear() + 1,
    onForm: (form) => {
      tally.form = form;
    },
  });
  for await (const batch of inBatches(rows, options.batchSize ?? 200)) {
    const settled = await settle(batch, newCopies, catalogue).catch((error) => {
      if (options.signal?.aborted && error instanceof CatalogueUnavailable) return [];
      throw error;
    });
    for (const row of settled) {
      tally.count(row);
      options.onSettled?.(row);
    }
    options.onProgress?.(tally);
    if (options.signal?.aborted) break;
  }
  return tally;
}

async function settle(batch: readonly TitleRow[], newCopies: number, catalogue: Catalogue): Promise<SettledRow[]> {
  const titles = batch.flatMap((row) => ('taken' in row ? [{ ...row.taken, newCopies }] : []));
  const outcomes = titles.length === 0 ? [] : await catalogue(titles);
  if (outcomes.length !== titles.length) {
    throw new Error(`The catalogue answered ${outcomes.length} outcomes for ${titles.length} titles`);
  }
  const next = outcomes.values();
  return batch.map((row) => {
    if ('refused' in row) return row;
    const outcome = next.next().value as CatalogueOutcome;
    return typeof outcome === 'string'
      ? { line: row.line, id: row.taken.id, outcome, repairs: row.repairs }
      : { line: row.line, refused: outcome.refused };
  });
}

async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
