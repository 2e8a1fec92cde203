/** Korea keeps no summer time. */
const ahead = 9 * 3_600_000;

/** The day that it is in Korea. */
export function todayInKorea(now: number): string {
  return new Date(now + ahead).toISOString().slice(0, 10);
}

/** The day so many days after the other. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
