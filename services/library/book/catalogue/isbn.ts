import type { Repair, SoundReading } from './reading.ts';

/**
 * The ISBN-13 that two cells of a row agree to give: an intact ISBN-13 first, else the ISBN-10 converted.
 * Undoes what spreadsheets do to ISBNs as far as the check digit (ISO 2108) proves it right: leading zeros lost,
 * `.0` appended. Scientific notation has lost digits for good. Either cell may hold either kind.
 */
export function readIsbn(isbnCell = '', isbn13Cell = ''): SoundReading<string> {
  const preferred = interpret(isbn13Cell);
  const other = interpret(isbnCell);
  const used = 'isbn' in preferred ? preferred : other;
  const isbn = 'isbn' in used ? used.isbn : undefined;

  const repairs = new Set<Repair>();
  if ('isbn' in used && used.padded) repairs.add('ISBN-10: lost leading zeros restored');
  if ('isbn' in used && used.fromText) repairs.add('ISBN taken out of text around it');
  for (const cell of [preferred, other]) {
    if ('unreadable' in cell)
      repairs.add(cell.unreadable === 'rounded' ? roundedRepair(isbn) : 'not a valid ISBN: dropped');
  }
  return { ...(isbn !== undefined && { value: isbn }), repairs: [...repairs] };
}

function roundedRepair(isbn: string | undefined): Repair {
  return isbn === undefined
    ? 'ISBN rounded by a spreadsheet: dropped'
    : 'ISBN-13 rounded by a spreadsheet: ISBN-10 used instead';
}

type Cell =
  | { readonly isbn: string; readonly padded: boolean; readonly fromText: boolean }
  | { readonly unreadable: 'rounded' | 'invalid' }
  | { readonly empty: true };

/** The registration group and publisher `0-00` are in use, so three zeros may be missing and no more. */
const minIsbn10Digits = 7;

function interpret(cell: string): Cell {
  const text = cell
    .normalize('NFKC')
    .replace(/ISBN(-?1[03])?:?/gi, ' ')
    .replace(/[="'\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .toUpperCase();
  if (text === '') return { empty: true };
  if (/^\d(\.\d+)?E\+?\d+$/.test(text)) return { unreadable: 'rounded' };
  const whole = intact(text.replace(/[\s\p{Pd}]/gu, '').replace(/\.0*$/, ''));
  if (whole) return { ...whole, fromText: false };
  // Two in a cell, an add-on code behind it (`9788936434120 03810`), or words: `0439023483 (pbk.)`.
  for (const part of text.split(/[,;/|()[\]]|\s+(?=[^\d\p{Pd}])/u)) {
    const digits = part.replace(/[\s\p{Pd}]/gu, '');
    const found = intact(digits) ?? intact(digits.slice(0, 13)) ?? withSpaces(part);
    if (found && !found.padded) return { ...found, fromText: true };
  }
  return { unreadable: 'invalid' };
}

/** The first group of digits that is an ISBN, where others follow it behind a space. */
function withSpaces(text: string): Intact | undefined {
  for (const part of text.split(/\s+/)) {
    const found = intact(part.replace(/\p{Pd}/gu, ''));
    if (found && !found.padded) return found;
  }
  return undefined;
}

interface Intact {
  readonly isbn: string;
  readonly padded: boolean;
}

/** The ISBN-13 of digits whose check digit is right. */
function intact(text: string): Intact | undefined {
  if (/^97[89]\d{10}$/.test(text) && text.endsWith(checkDigit13(text))) return { isbn: text, padded: false };
  if (!/^\d+[\dX]$/.test(text) || text.length < minIsbn10Digits || text.length > 10) return undefined;
  const isbn10 = text.padStart(10, '0');
  return isbn10.endsWith(checkDigit10(isbn10)) ? { isbn: toIsbn13(isbn10), padded: text.length < 10 } : undefined;
}

/** The ISBN-13 of a text that is one ISBN and nothing else, with or without hyphens. */
export function isbn13Of(text: string): string | undefined {
  const found = intact(text.replace(/[\s\p{Pd}]/gu, '').toUpperCase());
  return found && !found.padded ? found.isbn : undefined;
}

/** Digits that somebody types of an ISBN before it can be one: fewer are a year, or a number in a title. */
const leastDigits = 7;

/**
 * How the ISBN-13 begins that somebody looks for: a whole ISBN-10 or 13, or its first digits, seven at least. Digits
 * with spaces between them are several numbers, unless they are a whole ISBN or begin with 978 or 979.
 */
export function isbnPrefixOf(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/^ISBN(-?1[03])?:?\s*/i, '');
  if (!/^\d[\d\s\p{Pd}]*[\dXx]$/u.test(text)) return undefined;
  const whole = isbn13Of(text);
  if (whole !== undefined) return whole;
  const digits = text.replace(/[\s\p{Pd}]/gu, '');
  if (digits.length < leastDigits || digits.length > 13) return undefined;
  if (/^97[89]\d+$/.test(digits)) return digits;
  return /^\d{7,9}$/.test(digits) && digits === text ? `978${digits}` : undefined;
}

function toIsbn13(isbn10: string): string {
  const body = `978${isbn10.slice(0, 9)}`;
  return body + checkDigit13(body);
}

/** Of the first nine digits: weights 10 down to 2, modulo 11, ten written X. */
function checkDigit10(isbn: string): string {
  const digit = (11 - (weighted(isbn.slice(0, 9), (index) => 10 - index) % 11)) % 11;
  return digit === 10 ? 'X' : String(digit);
}

/** Of the first twelve digits: weights 1 and 3 in turn, modulo 10. */
function checkDigit13(isbn: string): string {
  return String((10 - (weighted(isbn.slice(0, 12), (index) => (index % 2 === 0 ? 1 : 3)) % 10)) % 10);
}

function weighted(digits: string, weight: (index: number) => number): number {
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * weight(index), 0);
}
