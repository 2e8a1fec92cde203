/**
 * What others may depend on of the history service: it keeps what happened in the stories of each system, in whatever
 * service, and tells them. What a story is, its system declares by `storyOf`. Its rows are events as they were; it decides nothing.
 */

/** One thing that happened. */
export interface HistoryEntry {
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

/** `history.timeline`: all that happened in one story of a system, oldest first. Refused `story-not-found`. */
export interface Timeline {
  readonly system: string;
  readonly id: string;
  readonly happenings: readonly HistoryEntry[];
}

/** `history.story`: all that happened in the stories of a request, or in one story, by its id in whatever system. Refused `story-not-found`. */
export interface StoryParams {
  /** Of a story in any system. */
  readonly id?: string;
  readonly rentalId?: string;
  readonly correlationId?: string;
}

export interface Story {
  readonly rentalIds: readonly string[];
  /** Those rentals, and the stories of other systems. */
  readonly stories?: readonly { readonly system: string; readonly id: string }[];
  readonly happenings: readonly HistoryEntry[];
}
