import type { FieldReading, SoundReading } from './reading.ts';

/** Text on one line: composed form (NFC), each run of white space or control characters as one space. */
export function readText(cell = ''): SoundReading<string> {
  const value = cell
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (value === '') return { repairs: [] };
  return { value, repairs: value === cell.trim() ? [] : ['spaces or control characters tidied'] };
}

/** The earliest writing is younger than this. */
const earliestYear = -3500;

/** A year, negative before the common era: `2008`, `2008.0`, `-720`, or at the head of a date. Year 0 means unknown. */
export function readYear(cell: string | undefined, latestYear: number): SoundReading<number> {
  const text = cell?.trim() ?? '';
  if (text === '') return { repairs: [] };
  const [, number, date] = /^(?:(-?\d{1,4})(?:\.0*)?|(\d{4})[-./년].*)$/s.exec(text) ?? [];
  const value = Number(number ?? date ?? 0);
  if (value === 0 || value < earliestYear || value > latestYear) return { repairs: ['not a plausible year: dropped'] };
  return { value, repairs: number === undefined ? ['year taken from a date'] : [] };
}

/** An ISO 639 or BCP 47 code, in BCP 47's customary case: `eng`, `en-US`, `zh-Hant-TW`. */
export function readLanguage(cell = ''): SoundReading<string> {
  const text = cell.trim().replaceAll('_', '-').toLowerCase();
  if (text === '') return { repairs: [] };
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/.test(text)) return { repairs: ['not a language code: dropped'] };
  const value = text
    .replace(/-[a-z]{2}(?=-|$)/g, (region) => region.toUpperCase())
    .replace(/-[a-z](?=[a-z]{3}(-|$))/g, (script) => script.toUpperCase());
  return { value, repairs: [] };
}

/** A whole number of copies, 1 to 1000, or the one assumed when the row or the whole file gives none. */
export function readCopies(cell: string | undefined, assumed: number): FieldReading<number> {
  if (cell === undefined) return { value: assumed, repairs: [] };
  const text = cell.trim();
  if (text === '') return { value: assumed, repairs: ['no number of copies: default used'] };
  const value = /^\d{1,4}(\.0*)?$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 1000) return { refused: `copies are not a whole number from 1 to 1000: ${quoted(text)}` };
  return { value, repairs: [] };
}

/** Text from a file as a message shows it: on one line, and not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
