import { blanks } from '../../../../mixins/contract/rules.ts';
import type { FieldReading, SoundReading } from './reading.ts';

/** Text on one line: composed form (NFC), each run of white space and of what cannot be seen as one space. */
export function readText(cell = ''): SoundReading<string> {
  const value = cell.normalize('NFC').replace(blanks, ' ').trim();
  if (value === '') return { repairs: [] };
  return { value, repairs: value === cell.trim() ? [] : ['spaces or control characters tidied'] };
}

/** The earliest writing is younger than this. */
const earliestYear = -3500;

/** Full-width digits and letters as plain ones. */
function plain(cell: string): string {
  return cell.normalize('NFKC').trim();
}

/** 단기, the years of the Korean calendar until 1961, begin with 2333 BC. */
const dangi = 2333;

/**
 * A year, negative before the common era: `2008`, `2008.0`, `-720`, `c2008`, `[2008]`, `단기 4288`, or at the head of
 * a date (`2008-09-14`, `20080914`). Year 0 means unknown.
 */
export function readYear(cell: string | undefined, latestYear: number): SoundReading<number> {
  const text = plain(cell ?? '');
  if (text === '') return { repairs: [] };
  const bare = text.replace(/^[[(<]?\s*(?:c(?:opyright|a\.?)?|©|ⓒ|p|\(c\))?\s*/i, '').replace(/[\s?)\]>.]+$/, '');
  const [, era, number, date, compact] =
    /^(단기\s*)?(?:(-?\d{1,4})(?:\.0*)?년?|(\d{4})[-./년\s].*|(\d{4})(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)$/s.exec(
      bare,
    ) ?? [];
  const given = Number(number ?? date ?? compact ?? 0);
  const value = era === undefined ? given : given - dangi;
  if (value === 0 || value < earliestYear || value > latestYear) return { repairs: ['not a plausible year: dropped'] };
  if (number === undefined) return { value, repairs: ['year taken from a date'] };
  return { value, repairs: /^-?\d{1,4}(\.0*)?$/.test(cell?.trim() ?? '') ? [] : ['year taken out of signs around it'] };
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

/**
 * A whole number of copies, 1 to 1000: `3`, `3.0`, `3권`, `２`, `1,000`. A cell that is empty does not say.
 */
export function readCopies(cell = ''): FieldReading<number> {
  const text = plain(cell);
  if (text === '') return { repairs: [] };
  const [, number] = /^(\d{1,3}(?:,\d{3})*|\d{1,4})(?:\.0*)?\s*(?:권|책|부|copies|copy|x)?$/i.exec(text) ?? [];
  const value = Number(number?.replaceAll(',', '') ?? 0);
  if (value < 1 || value > 1000)
    return { refused: `copies are not a whole number from 1 to 1000: ${quoted(cell.trim())}` };
  return {
    value,
    repairs: /^\d{1,4}(\.0*)?$/.test(cell.trim()) ? [] : ['number of copies taken out of signs around it'],
  };
}

/** Text from a file as a message shows it: on one line, and not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
