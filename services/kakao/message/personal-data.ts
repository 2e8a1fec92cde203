/** Finds what a message must not hold: phone numbers, e-mail addresses and resident numbers. */

const month = '(?:0[1-9]|1[0-2])';
const day = '(?:0[1-9]|[12]\\d|3[01])';
/** 주민등록번호: a day of birth, and a digit from 1 to 8 first in the second part. Its check digit says nothing since 2020. */
const resident = `\\d{2}${month}${day}[- ]?[1-8](?:\\d{6}|[*]{6})`;
const mobile = '(?:\\+82[- .]?|0)1[016-9][- .]?\\d{3,4}[- .]?\\d{4}';
const landline = '(?:\\+82[- .]?|0)(?:2|[3-6]\\d|70)[- .]\\d{3,4}[- .]\\d{4}';
const mail = '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+';
/** They do not stand within ids or longer numbers. */
const found = new RegExp(`(?<![\\w+])(?:${resident}|${mobile}|${landline}|${mail})(?!\\w)`, 'g');

export function hasPersonalData(text: string): boolean {
  return text.search(found) >= 0;
}

/** The text with `***` in their place. */
export function withoutPersonalData(text: string): string {
  return text.replaceAll(found, '***');
}
