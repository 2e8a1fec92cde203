import { daysAfter, todayInKorea } from '../../../mixins/days.ts';
import type { Refusal } from '../../../mixins/kernel/decider.ts';
import { dayOutside } from './calendar.contract.ts';

/** The first and the last day that can be booked, as `2027-09-09`. */
export interface Bookable {
  readonly first: string;
  readonly last: string;
}

/** From today in Korea on, so many days ahead. @param now epoch ms */
export function bookableAt(now: number, ahead: number): Bookable {
  const first = todayInKorea(now);
  return { first, last: daysAfter(first, ahead) };
}

export function refusalOutside(date: string, { first, last }: Bookable): Refusal | undefined {
  if (date >= first && date <= last) return undefined;
  return { ...dayOutside, detail: `Days can be booked from ${first} to ${last}.` };
}
