import { readCopies, readLanguage, readText, readYear } from './fields.ts';
import type { Cells } from './header.ts';
import { readIsbn } from './isbn.ts';
import type { FieldReading, Repair, RowReading } from './reading.ts';

/** What a row cannot say for itself. */
export interface RowDefaults {
  /** Copies of a title whose row gives no number. */
  readonly copies: number;
  /** A later year of publication is taken for a mistake. */
  readonly latestYear: number;
}

/** The longest text that is believed to be one; beyond it a quote was left open. In characters. */
const maxLength = { title: 1_000, authors: 4_000 };

/** What goodbooks-10k writes where nobody knows. */
const unknownAuthors = 'Unknown';

/**
 * Reads a row as a title. A title is worth keeping without its ISBN, year or language, so these are dropped when
 * they cannot be trusted, and without authors, since anonymous works exist. Without a title or an id, or with a
 * number of copies that makes no sense, the row is refused.
 */
export function readRow(cells: Cells, defaults: RowDefaults): RowReading {
  const repairs = new Set<Repair>();
  const take = <Value>(field: FieldReading<Value>): Value | undefined => {
    for (const repair of field.repairs) repairs.add(repair);
    return field.value;
  };

  const isbn = take(readIsbn(cells.isbn ?? '', cells.isbn13 ?? ''));
  const id = cells.id?.trim() || take(inPlace(isbn, 'no id: ISBN used instead'));
  if (id === undefined) return { refused: 'no id, and no valid ISBN to use instead' };
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    return { refused: `id ${quoted(id)} is not 1 to 64 letters, digits, dots, underscores or hyphens` };
  }
  const title =
    take(readText(cells.title ?? '')) ??
    take(inPlace(readText(cells.originalTitle ?? '').value, 'no title: original title used instead'));
  if (title === undefined) return { refused: 'no title' };
  if (title.length > maxLength.title) return { refused: `title longer than ${maxLength.title} characters` };
  const authors =
    take(readText(cells.authors ?? '')) ??
    take(inPlace(unknownAuthors, 'no authors: Unknown entered')) ??
    unknownAuthors;
  if (authors.length > maxLength.authors) return { refused: `authors longer than ${maxLength.authors} characters` };
  const copies = cells.copies === undefined ? defaults.copies : take(readCopies(cells.copies, defaults.copies));
  if (copies === undefined) return { refused: `copies ${quoted(cells.copies)} is not a whole number from 1 to 1000` };
  const year = take(readYear(cells.year ?? '', defaults.latestYear));
  const language = take(readLanguage(cells.language ?? ''));

  return {
    taken: {
      id,
      title,
      authors,
      ...(isbn !== undefined && { isbn }),
      ...(year !== undefined && { year }),
      ...(language !== undefined && { language }),
      copies,
    },
    repairs: [...repairs],
  };
}

/** Another value in the place of one that a row does not give. */
function inPlace<Value>(value: Value | undefined, repair: Repair): FieldReading<Value> {
  return value === undefined ? { repairs: [] } : { value, repairs: [repair] };
}

function quoted(text: string | undefined): string {
  return JSON.stringify(text?.slice(0, 80));
}
