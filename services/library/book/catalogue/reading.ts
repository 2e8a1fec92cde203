import type { CatalogueParams } from '../book.contract.ts';

/** What an import changed or left out of a row that it took, in the words of the summary. */
export type Repair =
  | 'ISBN-10: lost leading zeros restored'
  | 'ISBN-13 rounded by a spreadsheet: ISBN-10 used instead'
  | 'ISBN rounded by a spreadsheet: dropped'
  | 'not a valid ISBN: dropped'
  | 'no id: ISBN used instead'
  | 'no title: original title used instead'
  | 'spaces or control characters tidied'
  | 'year taken from a date'
  | 'not a plausible year: dropped'
  | 'not a language code: dropped'
  | 'year taken out of signs around it'
  | 'number of copies taken out of signs around it'
  | 'ISBN taken out of text around it';

/** Why a row is refused, or the whole file, in the words of the summary. */
export type Fault =
  | 'line longer than 65536 characters'
  | 'bytes that are no text in the encoding of the file'
  | 'not as many columns as in the first line'
  | 'quote inside a field that is not quoted'
  | 'quote not closed'
  | 'text after a closing quote'
  | 'not CSV'
  | 'no id, and no valid ISBN to use instead'
  | 'the id is not 1 to 64 letters, digits, dots, underscores or hyphens'
  | 'the id stands in an earlier line already'
  | 'no title'
  | 'title longer than 1000 characters'
  | 'authors longer than 4000 characters'
  | 'copies are not a whole number from 1 to 1000'
  | 'the first line is no CSV header'
  | 'it holds NUL bytes'
  | 'no column is named title or 제목'
  | 'no column is named id, isbn or isbn13'
  | 'the file is empty'
  | 'this is an Excel workbook or a ZIP file: save the sheet as CSV UTF-8'
  | 'this is an old Excel workbook: save the sheet as CSV UTF-8'
  | 'this is a PDF: it takes a CSV file'
  | 'this is a gzip file: unpack it first'
  | 'this is a page or XML: it takes a CSV file'
  | 'this is a MARC file: it takes a CSV file'
  | 'this is JSON: it takes a CSV file';

/** A fault, and what was found in the file or a further fault behind colons: pages put the known parts in other languages. */
export type Reason = Fault | `${Fault}: ${string}`;

/** What one field of a row says, if anything, and what had to be done to read it; or why its row is refused. */
export type FieldReading<Value> = SoundReading<Value> | RefusedRow;

export interface SoundReading<Value> {
  readonly value?: Value;
  readonly repairs: readonly Repair[];
}

/** A title as a row tells it; what the row does not say is absent. */
export type ImportedTitle = Pick<CatalogueParams, 'id' | 'title' | 'authors' | 'copies'> & {
  readonly [field in 'isbn' | 'year' | 'language']?: Exclude<CatalogueParams[field], null>;
};

/** A row as a title of the catalogue, or why it cannot be one. */
export type RowReading = { readonly taken: ImportedTitle; readonly repairs: readonly Repair[] } | RefusedRow;

export interface RefusedRow {
  readonly refused: Reason;
}

/** How a file is written, as it was found to be. */
export interface FileForm {
  /** `utf-8`, `cp949` or a name of the WHATWG Encoding standard. */
  readonly encoding?: string;
  readonly separator?: string;
}
