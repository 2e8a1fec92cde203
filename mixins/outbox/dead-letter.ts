/** A delivery that was given up: what its consumer could not handle, and why. */
export interface DeadLetter {
  /** The bus's own name for it; the same event that is given up again has another one. */
  readonly id: string;
  /** The group that it was for. */
  readonly consumer: string;
  /** The event's type, or the subject under which something came that is no event. */
  readonly type: string;
  /** What the event says of itself, if it is one. */
  readonly event?: EventFacts;
  readonly error: string;
  /** Those of its retries included. */
  readonly attempts: number;
  /** When it was given up last, epoch ms. */
  readonly at: number;
  /** Bytes of the message. */
  readonly size: number;
}

export interface EventFacts {
  readonly id: string;
  readonly source: string;
  /** The aggregate's id. */
  readonly subject: string;
  readonly correlationid: string;
}

/** All of what is given must hold. */
export interface DeadLetterFilter {
  readonly consumer?: string | undefined;
  readonly type?: string | undefined;
  /** Given up at or after, epoch ms. */
  readonly after?: number | undefined;
  /** Given up before, epoch ms. */
  readonly before?: number | undefined;
}

/** What was given up, and an operator's two ways to deal with it. */
export interface DeadLetters {
  /** Those there are now, oldest first, without their messages. */
  list(filter: DeadLetterFilter): AsyncIterable<DeadLetter>;
  /** One with its message, of which the first 64 KiB are told. */
  get(id: string): Promise<(DeadLetter & { readonly message: string }) | undefined>;
  /** How many there are, by consumer. */
  count(): Promise<ReadonlyMap<string, number>>;
  /**
   * Hands them to the consumers that gave them up, to no others, and resolves with how many those are. It does not
   * wait for the outcome: a letter whose event is handled is gone, one whose event is given up again has more attempts.
   * In between it may be listed or not.
   */
  retry(ids: readonly string[]): Promise<number>;
  /** Drops them, for good. Resolves with how many those were. */
  discard(ids: readonly string[]): Promise<number>;
}

/** Bytes of a message that an operator is shown. */
export const shownBytes = 65_536;

export function fits(letter: DeadLetter, { consumer, type, after, before }: DeadLetterFilter): boolean {
  if (consumer !== undefined && letter.consumer !== consumer) return false;
  if (type !== undefined && letter.type !== type) return false;
  return letter.at >= (after ?? 0) && letter.at < (before ?? Number.POSITIVE_INFINITY);
}
