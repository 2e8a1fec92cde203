import { language } from './language.ts';

/** Numbers, money and times as the language of the reader has them. */

export function number(value: number): string {
  return new Intl.NumberFormat(language.value).format(value);
}

/** An amount of whole won. @returns nothing for what costs nothing */
export function price(amount: number): string | undefined {
  return amount === 0 ? undefined : won(amount);
}

export function won(amount: number): string {
  return new Intl.NumberFormat(language.value, { style: 'currency', currency: 'KRW' }).format(amount);
}

/** RFC 3339 in, the reader's own time zone out. */
export function moment(time: string): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

/** A day of the calendar in, `2027-09-09`, and with its day of the week out. */
export function day(date: string): string {
  const parts = { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' } as const;
  return new Intl.DateTimeFormat(language.value, { ...parts, timeZone: 'UTC' }).format(new Date(date));
}

/** Epoch ms in, the time of day with seconds out. */
export function clock(time: number): string {
  return new Intl.DateTimeFormat(language.value, { timeStyle: 'medium' }).format(time);
}

/** RFC 3339 in, hour and minute out. */
export function timeOfDay(time: string): string {
  return new Intl.DateTimeFormat(language.value, { timeStyle: 'short' }).format(new Date(time));
}

/** To the millisecond, for those who follow what led to what. */
export function instant(time: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const;
  return new Intl.DateTimeFormat(language.value, { ...options, hourCycle: 'h23' }).format(new Date(time));
}

/** The name of a language by its code, or the code where nobody knows it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Seconds in, the largest unit that fits out. */
export function duration(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language.value, style).format(Math.floor(seconds / size));
}

/** As megabytes. */
export function bytes(value: number): string {
  const style = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language.value, style).format(value / 1_000_000);
}
