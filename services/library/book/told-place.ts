/** A copy that is held for a rental, or its place in the waitlist, from 1. */
export interface ToldPlace {
  readonly copy?: number | undefined;
  readonly position?: number | undefined;
}

/** What of a title tells it. */
interface Places {
  readonly copies: readonly { readonly number: number; readonly rentalId?: string; readonly lent?: boolean }[];
  readonly waitlist: readonly string[];
}

/** Where a rental stands that has not taken its copy yet; nothing when it has, or has no place. */
export function placeIn(rentalId: string, { copies, waitlist }: Places) {
  const copy = copies.find((one) => one.rentalId === rentalId && !one.lent)?.number;
  if (copy !== undefined) return { copy };
  const position = waitlist.indexOf(rentalId) + 1;
  return position > 0 ? { position } : undefined;
}

/** Was a rental told that it stands as it does? The place in a waitlist that it was told of is that of then. */
export function isToldOf(now: ToldPlace, told: ToldPlace): boolean {
  return now.copy === undefined ? told.position !== undefined : told.copy === now.copy;
}
