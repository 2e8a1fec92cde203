/**
 * What a title remembers of the rentals it is done with, so that an event that comes late does not give a
 * copy to a rental that has ended. Memory is bounded: what is dropped moves the horizon. A rental that was asked
 * for before the horizon, and that the title does not have, counts as ended: it is refused, which refunds it
 * if it is alive and does nothing if it is not.
 */
export interface Closings {
  readonly rentals: readonly Closing[];
  /** Epoch ms. */
  readonly horizon: number;
}

export interface Closing {
  readonly rentalId: string;
  /** Epoch ms. */
  readonly requestedAt: number;
  /** Epoch ms. */
  readonly closedAt: number;
}

export const noClosings: Closings = { rentals: [], horizon: 0 };

/** Kept longer than any redelivery takes; a dead letter that is retried later still meets the horizon. */
const keptFor = 60 * 60 * 1_000;
const keptAtLeast = 32;

export function isClosed({ rentals }: Closings, rentalId: string): boolean {
  return rentals.some((closing) => closing.rentalId === rentalId);
}

export function isStale({ horizon }: Closings, requestedAt: number): boolean {
  return requestedAt <= horizon;
}

export function withClosing({ rentals, horizon }: Closings, closing: Closing): Closings {
  const all = [...rentals, closing];
  const keptSince = closing.closedAt - keptFor;
  const kept = all.findIndex(({ closedAt }, index) => closedAt >= keptSince || index >= all.length - keptAtLeast);
  return {
    rentals: all.slice(kept),
    horizon: all.slice(0, kept).reduce((latest, { requestedAt }) => Math.max(latest, requestedAt), horizon),
  };
}
