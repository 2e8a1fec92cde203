/** @param time RFC 3339 @returns whole seconds since then; 0 for a time that is ahead of this clock */
export function ageOf(time: string): number {
  return Math.max(0, Math.floor((Date.now() - Date.parse(time)) / 1_000));
}
