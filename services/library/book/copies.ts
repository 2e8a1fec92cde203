/** The numbered copies of a title, and who holds each. */
export interface Copy {
  readonly number: number;
  readonly rentalId?: string;
  readonly lent?: boolean;
}

export function isFree(copy: Copy): boolean {
  return copy.rentalId === undefined;
}

/** The copies that are held or lent. */
export function inUse(copies: readonly Copy[]): readonly Copy[] {
  return copies.filter((copy) => !isFree(copy));
}

/** More copies get the next numbers; fewer give up the highest free ones. */
export function resized(copies: readonly Copy[], count: number): readonly Copy[] {
  const highest = Math.max(0, ...copies.map(({ number }) => number));
  const added = Array.from({ length: count - copies.length }, (_, index) => ({ number: highest + index + 1 }));
  const surplus = new Set(copies.length > count ? copies.filter(isFree).slice(count - copies.length) : []);
  return [...copies.filter((copy) => !surplus.has(copy)), ...added];
}

export function freed(copies: readonly Copy[], rentalId: string): readonly Copy[] {
  return copies.map((copy) => (copy.rentalId === rentalId ? { number: copy.number } : copy));
}

export function place(copies: readonly Copy[], number: number, holder: Omit<Copy, 'number'>): readonly Copy[] {
  return copies.map((copy) => (copy.number === number ? { number, ...holder } : copy));
}
