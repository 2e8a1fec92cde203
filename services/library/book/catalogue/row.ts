import { quoted, readCopies, readLanguage, readText, readYear } from './fields.ts';
import type { Cells } from './header.ts';
import { readIsbn } from './isbn.ts';
import type { FieldReading, ImportedTitle, Repair, RowReading, SoundReading } from './reading.ts';

/** The longest text that is believed to be one; beyond it a quote was left open. In characters. */
const longest = { title: 1_000, authors: 4_000 } as const;

/**
 * Reads a row as a title; `latestYear`: a later year of publication is taken for a mistake. What the row does not say
 * is left out, so that the catalogue keeps what it knows. A title is worth keeping without its ISBN, year or language,
 * so these are dropped when they cannot be trusted. Without a title or an id, or with a number of copies that makes no
 * sense, the row is refused.
 */
export function readRow(cells: Cells, latestYear: number): RowReading {
  const isbn = readIsbn(cells.isbn, cells.isbn13);
  const fields: { readonly [name in keyof ImportedTitle]-?: FieldReading<ImportedTitle[name]> } = {
    id: readId(cells.id, isbn.value),
    title: readTitle(cells.title, cells.originalTitle),
    authors: readAuthors(cells.authors, cells.additionalAuthors),
    isbn,
    year: readYear(cells.year?.trim() ? cells.year : cells.editionYear, latestYear),
    language: readLanguage(cells.language),
    copies: readCopies(cells.copies),
  };

  const values: [string, unknown][] = [];
  const repairs = new Set<Repair>();
  for (const [name, field] of Object.entries(fields)) {
    if ('refused' in field) return { refused: field.refused };
    if (field.value !== undefined) values.push([name, field.value]);
    for (const repair of field.repairs) repairs.add(repair);
  }
  return { taken: Object.fromEntries(values) as unknown as ImportedTitle, repairs: [...repairs] };
}

function readId(cell = '', isbn: string | undefined): FieldReading<string> {
  const value = cell.trim();
  if (value === '') {
    if (isbn === undefined) return { refused: 'no id, and no valid ISBN to use instead' };
    return { value: isbn, repairs: ['no id: ISBN used instead'] };
  }
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value)) return { value, repairs: [] };
  return { refused: `the id is not 1 to 64 letters, digits, dots, underscores or hyphens: ${quoted(value)}` };
}

function readTitle(cell?: string, originalCell?: string): FieldReading<string> {
  const title = readText(cell);
  if (title.value !== undefined) return limited(title, 'title');
  const { value } = readText(originalCell);
  if (value === undefined) return { refused: 'no title' };
  return limited({ value, repairs: ['no title: original title used instead'] }, 'title');
}

function readAuthors(cell?: string, additionalCell?: string): FieldReading<string> {
  const authors = readText(cell);
  const additional = readText(additionalCell);
  const value = [authors, additional].flatMap((reading) => reading.value ?? []).join(', ');
  if (value === '') return { repairs: [] };
  return limited({ value, repairs: authors.repairs }, 'authors');
}

function limited(text: SoundReading<string>, name: keyof typeof longest): FieldReading<string> {
  if ((text.value?.length ?? 0) <= longest[name]) return text;
  return { refused: name === 'title' ? 'title longer than 1000 characters' : 'authors longer than 4000 characters' };
}
