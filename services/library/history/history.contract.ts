/**
 * What others may depend on of the history service: it keeps what happened to each rental, in whatever service, and
 * tells it as a story. Its rows are events as they were; it decides nothing.
 */

/** One thing that happened. */
export interface Happening {
  /** The event's type: `library.rental.reserved`, `payment.captured`. */
  readonly type: string;
  /** RFC 3339. */
  readonly at: string;
  /** The service it happened in: `/rental`. */
  readonly source: string;
  /** The aggregate's id there, and its version after the event. */
  readonly subject: string;
  readonly version: number;
  readonly eventId: string;
  /** The request that began it all, and the request or event that it follows from. */
  readonly correlationId: string;
  readonly causationId: string;
  /** What the event said. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** `history.get`: what a member is told of a rental, oldest first. Refused `rental-not-found`. */
export interface RentalHistory {
  readonly id: string;
  readonly steps: readonly RentalStep[];
}

/** `state` is what the rental became; the rest is what the event said of it, where it did. */
export interface RentalStep {
  readonly state: string;
  readonly at: string;
  readonly title?: string;
  readonly copy?: number;
  readonly position?: number;
  readonly amount?: number;
  readonly reason?: string;
}

/** `history.story`: all that happened to the rentals of a request, or to one rental. Refused `story-not-found`. */
export interface StoryParams {
  readonly rentalId?: string;
  readonly correlationId?: string;
}

export interface Story {
  readonly rentalIds: readonly string[];
  readonly happenings: readonly Happening[];
}
