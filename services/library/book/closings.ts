/**
 * What a title remembers of the rentals it is done with, so that an event that comes late does not give a copy to
 * a rental that has ended. It remembers the last of them by their ids, and of those that it has forgotten the
 * latest `requestedAt`, the horizon. A rental has one `requestedAt` for all its life, so one behind the horizon
 * may have been forgotten, and one beyond it cannot have been, whatever the clocks said.
 */
export interface Closings {
  /** In the order in which they ended. */
  readonly rentals: readonly Closing[];
  /** Epoch ms. */
  readonly horizon: number;
}

export interface Closing {
  readonly rentalId: string;
  /** Epoch ms: when the member asked. */
  readonly requestedAt: number;
}

export const noClosings: Closings = { rentals: [], horizon: 0 };

/** Few, since they are written with every change of the title; a rental that is forgotten costs one question. */
const remembered = 64;

export function isClosed({ rentals }: Closings, rentalId: string): boolean {
  return rentals.some((closing) => closing.rentalId === rentalId);
}

/** Can the rental be one of those that are forgotten? Only the rental itself knows whether it is. */
export function mayBeForgotten({ horizon }: Closings, requestedAt: number): boolean {
  return !(requestedAt > horizon);
}

export function withClosing({ rentals, horizon }: Closings, { rentalId, requestedAt }: Closing): Closings {
  const all = [...rentals, { rentalId, requestedAt }];
  const forgotten = all.slice(0, -remembered).map((closing) => closing.requestedAt || 0);
  return { rentals: all.slice(-remembered), horizon: Math.max(horizon, ...forgotten) };
}
