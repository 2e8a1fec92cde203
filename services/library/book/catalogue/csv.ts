import { type CsvError, parse } from 'csv-parse/sync';
import { type Line, maxLineLength, readLines } from './lines.ts';
import type { Reason, RefusedRow } from './reading.ts';
import { declaredSeparator, separatorOf } from './separator.ts';

/** A row of a CSV file (RFC 4180), under the number of the physical line that it begins on. */
export type CsvRow =
  | { readonly line: number; readonly fields: readonly string[] }
  | ({ readonly line: number } & RefusedRow);

/** How the rows of a file are written, as its first row shows it. */
interface Form {
  readonly separator: string;
  /** Fields of the first row. A later one may have fewer, never more, but for empty ones. */
  readonly width?: number;
}

/** A quoted field may hold line ends. One that spans more lines than this has lost its closing quote. */
const maxRecordLines = 200;

/**
 * The rows of a CSV file, the header among them; empty ones are skipped. Memory stays within `maxRecordLines` lines.
 * A malformed row costs its first line only: the lines after it are read again as rows of their own, so that an
 * open quote does not swallow good rows. `onSeparator` is called once, before the first row.
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  onSeparator: (separator: string) => void = () => {},
): AsyncGenerator<CsvRow> {
  let form: Form | undefined;
  const open: Line[] = [];

  function* rows(atEnd: boolean): Generator<CsvRow> {
    if (form === undefined) return;
    for (let row = takeRow(open, atEnd, form); row !== undefined; row = takeRow(open, atEnd, form)) {
      if ('fields' in row && row.fields.length === 0) continue;
      if ('fields' in row && form.width === undefined) form = { ...form, width: row.fields.length };
      yield row;
    }
  }

  for await (const line of readLines(text)) {
    if (form === undefined) {
      const declared = declaredSeparator(line.text);
      if (declared === undefined && line.text.trim() === '') continue;
      form = { separator: declared ?? separatorOf(line.text) };
      onSeparator(form.separator);
      if (declared !== undefined) continue;
    }
    open.push(line);
    yield* rows(false);
  }
  yield* rows(true);
}

/** Takes the first row off the lines, unless more lines are needed to see where it ends. */
function takeRow(open: Line[], atEnd: boolean, form: Form): CsvRow | undefined {
  const [first] = open;
  const length = recordLength(open);
  const isWaiting = length === undefined && !atEnd && open.length < maxRecordLines;
  if (first === undefined || isWaiting) return undefined;
  const lines = open.slice(0, length ?? 1);
  const record = parseRecord(lines, form);
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
function parseRecord(lines: readonly Line[], { separator, width }: Form): CsvRecord {
  const text = lines.map((line) => line.text).join('\n');
  if (lines.some((line) => line.text.length > maxLineLength)) {
    return { refused: 'line longer than 65536 characters' };
  }
  if (text.includes('\uFFFD')) return { refused: 'bytes that are no text in the encoding of the file' };
  try {
    const options = { delimiter: separator, record_delimiter: '\n', skip_records_with_empty_values: true };
    const [fields = []] = parse(withoutFormulas(text, separator), options);
    const kept = fields.slice(0, Math.max(width ?? fields.length, lastFilled(fields)));
    // A row over several lines that lacks fields has swallowed others with an open quote.
    const isCutOff = lines.length > 1 && kept.length < (width ?? 0);
    if (kept.length <= (width ?? kept.length) && !isCutOff) return { fields: kept };
    return { refused: `not as many columns as in the first line: ${kept.length}, ${width}` };
  } catch (error) {
    return { refused: explain(error as CsvError) };
  }
}

/** `="0439023483"`, with which spreadsheets are kept from reading a number, is the text in it. */
function withoutFormulas(text: string, separator: string): string {
  if (!text.includes('="')) return text;
  const field = new RegExp(`(^|[${separator}\\n])="([^"\\n]*)"(?=[${separator}\\n]|$)`, 'g');
  return text.replace(field, '$1"$2"');
}

function lastFilled(fields: readonly string[]): number {
  return fields.findLastIndex((field) => field.trim() !== '') + 1;
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
