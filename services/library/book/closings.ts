/**
 * What a title remembers of the rentals it is done with, so that an event that comes late does not give a
 * copy to a rental that has ended. Memory is bounded: what is dropped moves the horizon, and a rental asked
 * for before the horizon is refused, which refunds it if it is alive and does nothing if it is not.
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

export function closed({ rentals }: Closings, rentalId: string): boolean {
  return rentals.some((closing) => closing.rentalId === rentalId);
}

export function isStale({ horizon }: Closings, requestedAt: number): boolean {
  return requestedAt <= horizon;
}

export function withClosing({ rentals, horizon }: Closings, { rentalId, requestedAt, closedAt }: Closing): Closings {
  const all = [...rentals, { rentalId, requestedAt, closedAt }];
  const surplus = all.slice(0, -keptAtLeast);
  const dropped = surplus.filter((closing) => closing.closedAt < closedAt - keptFor);
  return {
    rentals: all.slice(dropped.length),
    horizon: Math.max(horizon, ...dropped.map((closing) => closing.requestedAt)),
  };
}
