import type { CatalogueParams } from '../book.contract.ts';

/** What an import changed or left out of a row that it took, in the words of the summary. */
export type Repair =
  | 'ISBN-10: lost leading zeros restored'
  | 'ISBN-13 rounded by a spreadsheet: ISBN-10 used instead'
  | 'ISBN rounded by a spreadsheet: dropped'
  | 'not a valid ISBN: dropped'
  | 'no id: ISBN used instead'
  | 'no title: original title used instead'
  | 'no authors: Unknown entered'
  | 'spaces or control characters tidied'
  | 'year taken from a date'
  | 'not a plausible year: dropped'
  | 'not a language code: dropped'
  | 'no number of copies: default used';

/** What one field of a row says, if anything, and what had to be done to read it; or why its row is refused. */
export type FieldReading<Value> = SoundReading<Value> | RefusedRow;

export interface SoundReading<Value> {
  readonly value?: Value;
  readonly repairs: readonly Repair[];
}

/** A row as a title of the catalogue, or why it cannot be one. */
export type RowReading = { readonly taken: CatalogueParams; readonly repairs: readonly Repair[] } | RefusedRow;

export interface RefusedRow {
  readonly refused: string;
}
