import { type CsvError, parse } from 'csv-parse/sync';
import { type Line, maxLineLength, readLines } from './lines.ts';
import type { Reason, RefusedRow } from './reading.ts';

/** A row of a CSV file (RFC 4180), under the number of the physical line that it begins on. */
export type CsvRow =
  | { readonly line: number; readonly fields: readonly string[] }
  | ({ readonly line: number } & RefusedRow);

/** A quoted field may hold line ends. One that spans more lines than this has lost its closing quote. */
const maxRecordLines = 200;

/**
 * The rows of a CSV file, the header among them; empty ones are skipped. Memory stays within `maxRecordLines` lines.
 * A malformed row costs its first line only: the lines after it are read again as rows of their own, so that an
 * open quote does not swallow good rows. Every row must have as many fields as the first good one.
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<CsvRow> {
  let width: number | undefined;
  const open: Line[] = [];

  function* rows(atEnd: boolean): Generator<CsvRow> {
    for (let row = takeRow(open, atEnd, width); row !== undefined; row = takeRow(open, atEnd, width)) {
      if ('fields' in row && row.fields.length === 0) continue;
      if ('fields' in row) width ??= row.fields.length;
      yield row;
    }
  }

  for await (const line of readLines(bytes, encoding)) {
    open.push(line);
    yield* rows(false);
  }
  yield* rows(true);
}

/** Takes the first row off the lines, unless more lines are needed to see where it ends. */
function takeRow(open: Line[], atEnd: boolean, width: number | undefined): CsvRow | undefined {
  const [first] = open;
  const length = recordLength(open);
  const isWaiting = length === undefined && !atEnd && open.length < maxRecordLines;
  if (first === undefined || isWaiting) return undefined;
  const lines = open.slice(0, length ?? 1);
  const record = parseRecord(lines, width);
  open.splice(0, 'refused' in record ? 1 : lines.length);
  return { line: first.number, ...record };
}

/** How many lines the record takes: it ends with the line that leaves no quote open. */
function recordLength(lines: readonly Line[]): number | undefined {
  let open = false;
  for (const [index, line] of lines.entries()) {
    open = open !== line.oddQuotes;
    if (!open) return index + 1;
  }
  return undefined;
}

type CsvRecord = { readonly fields: readonly string[] } | RefusedRow;

/** The fields of one record, none when they are all empty. */
function parseRecord(lines: readonly Line[], width: number | undefined): CsvRecord {
  const text = lines.map((line) => line.text).join('\n');
  if (lines.some((line) => line.text.length > maxLineLength)) {
    return { refused: 'line longer than 65536 characters' };
  }
  if (text.includes('\uFFFD')) return { refused: 'bytes that are no text in the encoding of the file' };
  try {
    const [fields = []] = parse(text, { record_delimiter: '\n', skip_records_with_empty_values: true });
    if (fields.length === (width ?? fields.length) || fields.length === 0) return { fields };
    return { refused: `not as many columns as in the first line: ${fields.length}, ${width}` };
  } catch (error) {
    return { refused: explain(error as CsvError) };
  }
}

function explain(error: CsvError): Reason {
  switch (error.code) {
    case 'INVALID_OPENING_QUOTE':
      return 'quote inside a field that is not quoted';
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'quote not closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'text after a closing quote';
    default:
      return `not CSV: ${error.message}`;
  }
}
