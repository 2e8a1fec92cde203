import { type CsvRow, readCsv } from './csv.ts';
import { type Column, nameCells, readHeader } from './header.ts';
import type { FileForm, Reason, RowReading } from './reading.ts';
import { readRow } from './row.ts';
import { readText, type TextOptions } from './text.ts';

export interface ReadingOptions extends Pick<TextOptions, 'encoding' | 'open'> {
  /** A later year of publication is taken for a mistake. */
  readonly latestYear: number;
  /** Called each time that more is known of the form. */
  readonly onForm?: (form: FileForm) => void;
}

/** A row of a catalogue file, read, under its line number. */
export type TitleRow = { readonly line: number } & RowReading;

/** The file as a whole cannot be read as a catalogue; nothing of it was taken. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';

  constructor(reason: Reason) {
    super(reason);
  }
}

/**
 * Reads a catalogue file: a header, then a title a row. An id may stand in it once: two rows of one id would undo
 * each other with every import. The ids are all that is kept in memory, about 50 MB for a million.
 * Throws `FileRefused` when it is no CSV text with a usable header.
 */
export async function* readTitles(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, open, latestYear, onForm = () => {} }: ReadingOptions,
): AsyncGenerator<TitleRow> {
  let columns: ReadonlyMap<Column, number> | undefined;
  let form: FileForm = {};
  const learn = (more: FileForm) => {
    form = { ...form, ...more };
    onForm(form);
  };
  const text = readText(bytes, {
    ...(encoding !== undefined && { encoding }),
    ...(open && { open }),
    onEncoding: (found) => learn({ encoding: found }),
    onOtherKind: (fault) => {
      throw new FileRefused(fault);
    },
  });
  const lineOfId = new Map<string, number>();
  for await (const row of readCsv(text, (separator) => learn({ separator }))) {
    if (columns === undefined) columns = columnsOf(row);
    else if ('refused' in row) yield row;
    else yield { line: row.line, ...once(readRow(nameCells(row.fields, columns), latestYear), row.line, lineOfId) };
  }
  if (columns === undefined) throw new FileRefused('the file is empty');
}

/** Refuses a title whose id was there before, and remembers the id of any other. */
function once(reading: RowReading, line: number, lineOfId: Map<string, number>): RowReading {
  if ('refused' in reading) return reading;
  const earlier = lineOfId.get(reading.taken.id);
  if (earlier !== undefined) return { refused: `the id stands in an earlier line already: ${earlier}` };
  lineOfId.set(reading.taken.id, line);
  return reading;
}

function columnsOf(header: CsvRow): ReadonlyMap<Column, number> {
  if ('refused' in header || header.fields.some((name) => name.includes('\0'))) {
    const reason = 'refused' in header ? header.refused : 'it holds NUL bytes';
    throw new FileRefused(`the first line is no CSV header: ${reason}`);
  }
  const columns = readHeader(header.fields);
  if ('refused' in columns) throw new FileRefused(columns.refused);
  return columns;
}
