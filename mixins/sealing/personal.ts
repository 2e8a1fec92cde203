import { form, memberRule } from '../contract/rules.ts';

/** Numbers that say who somebody is, as bodies have them, and what may be shown of them. */

const month = '(?:0[1-9]|1[0-2])';
const dayOfMonth = '(?:0[1-9]|[12]\\d|3[01])';

/**
 * A resident registration number (주민등록번호): birthday, and seven digits of which the first tells the century. Its last
 * digit is not checked: numbers given since October 2020 do not follow the old rule.
 */
export const residentNumberRule = {
  type: 'string',
  max: 14,
  ...form(new RegExp(`^\\d{2}${month}${dayOfMonth}-?[1-8]\\d{6}$`), 'a resident number, such as 900101-1234567'),
} as const;

/** A telephone number in Korea, with or without hyphens. */
export const phoneRule = {
  type: 'string',
  max: 13,
  ...form(/^0\d{1,2}-?\d{3,4}-?\d{4}$/, 'a telephone number, such as 010-1234-5678'),
} as const;

const gap = '[-. ]?';
const mobile = `(?:\\+?82${gap}|0)1[016789]${gap}\\d{3,4}${gap}\\d{4}`;
const resident = `\\d{2}${month}${dayOfMonth}${gap}[1-8]\\d{6}`;

/** The id of a person where their numbers are sealed: ids are not, and go into events, addresses and logs. */
export const unrevealingIdRule = {
  ...memberRule,
  ...form(
    new RegExp(`^(?!(?:${mobile}|${resident})$)${memberRule.pattern.source.slice(1)}`, 'u'),
    'an id that says nothing of the person, and no telephone or resident number (1 to 255 visible characters, without spaces at its ends)',
  ),
} as const;

/** The same number however it was written. */
export function digitsOf(number: string): string {
  return number.replaceAll('-', '');
}

/** `900101-1******`: birthday and century alone. */
export function maskedResidentNumber(number: string): string {
  const digits = digitsOf(number);
  return `${digits.slice(0, 6)}-${digits.slice(6, 7)}******`;
}

/** `010-****-0279`: the last four digits alone. */
export function maskedPhone(number: string): string {
  const [, area = '', middle = '', last = ''] = /^(02|0\d{2})(\d{3,4})(\d{4})$/.exec(digitsOf(number)) ?? [];
  return `${area}-${'*'.repeat(middle.length)}-${last}`;
}

/** `김*지`: the first letter, and the last of three or more. */
export function maskedName(name: string): string {
  const letters = Array.from(name.trim());
  const [first = ''] = letters;
  if (letters.length < 3) return `${first}*`;
  return `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}
