import type { Refusal } from '../../../mixins/kernel/decider.ts';
import { type DaysToBook, dayOutside } from './calendar.contract.ts';

/** Why a day cannot be booked, when it is none of those that can be. @param date as `2027-09-09` */
export function refusalOutside(date: string, { first, last }: DaysToBook): Refusal | undefined {
  if (date >= first && date <= last) return undefined;
  return { ...dayOutside, detail: `Days can be booked from ${first} to ${last}.` };
}
