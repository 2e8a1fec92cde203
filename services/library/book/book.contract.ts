import type { By } from '../../../mixins/kernel/by.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';

/** What others may depend on of the book service (도서관리): titles, their copies and their waitlists. */

export interface TitleDetails {
  readonly title: string;
  readonly authors: string;
  /** ISBN-13 without hyphens, where it is known. */
  readonly isbn?: string;
  /** Year of first publication; negative before the common era. */
  readonly year?: number;
  /** BCP 47 or ISO 639 code as the catalogue gives it. */
  readonly language?: string;
}

/** Number of a copy, from 1; `null` when the member has a copy that the catalogue does not know. */
type CopyOf = { readonly rentalId: string; readonly copy: number | null };

/** Staff takes a copy that is held for another, on purpose. */
export interface Override {
  readonly reason: string;
  /** Who did it, as far as it is known. */
  readonly by?: By;
}

export type BookEvent =
  | { readonly type: 'library.book.catalogued'; readonly data: TitleDetails & { readonly copies: readonly number[] } }
  /** The title is no longer in the catalogue. `copies`: numbers of those that are still held or lent. */
  | {
      readonly type: 'library.book.withdrawn';
      readonly data: { readonly title: string; readonly copies: readonly number[] };
    }
  /** A copy is set aside for the rental. */
  | {
      readonly type: 'library.book.held';
      readonly data: {
        readonly rentalId: string;
        readonly copy: number;
        readonly title: string;
        readonly override?: Override;
      };
    }
  /** Position in the waitlist, from 1. */
  | {
      readonly type: 'library.book.queued';
      readonly data: { readonly rentalId: string; readonly position: number; readonly title: string };
    }
  /** The rental gets no copy: there is no such title, or no longer. `stale` is a reason of old events. */
  | {
      readonly type: 'library.book.refused';
      readonly data: { readonly rentalId: string; readonly reason: 'unknown-title' | 'withdrawn' | 'stale' };
    }
  /** The rental has a place, but may be one that the title has forgotten: if it has ended, it is to say so again. */
  | { readonly type: 'library.book.doubted'; readonly data: { readonly rentalId: string } }
  /** `notHeld`: no copy was held for the rental before, so it learns of this one by the event, which then has the `title`. */
  | {
      readonly type: 'library.book.lent';
      readonly data: CopyOf & { readonly notHeld?: true; readonly title?: string };
    }
  /** `requestedAt`, `closedAt`, epoch ms: when the member asked for the rental, when the title was done with it. */
  | {
      readonly type: 'library.book.released';
      readonly data: CopyOf & {
        readonly requestedAt: number;
        readonly closedAt: number;
        readonly by: 'cancel' | 'return';
      };
    };

/** What the data of an event keep that tells a rental where it stands. */
export const standingData = {
  rentalId: { type: 'string', min: 1, max: 200 },
  copy: { type: 'number', integer: true, min: 1, optional: true, nullable: true },
  position: { type: 'number', integer: true, min: 1, optional: true },
  title: { type: 'string', optional: true },
  reason: { type: 'string', optional: true },
} as const;

export type BookEnvelope = EnvelopeOf<BookEvent>;

export const bookEvents = 'library.book.*';

/** The seeds' words for what happened last. */
export type BookStatus = 'reserved' | 'refunded' | 'rentaled' | 'returned';

/**
 * A title for the catalogue. What is absent stays as it is; `null` removes it. The same again changes nothing.
 * Refused `isbn-invalid` for a wrong check digit, and `copies-in-use` when more copies are held or lent than would be left.
 */
export interface CatalogueParams {
  readonly id: string;
  readonly title: string;
  /** `Unknown` for a new title that does not say. */
  readonly authors?: string;
  /** ISBN-10 or ISBN-13, with or without hyphens. */
  readonly isbn?: string | null;
  readonly year?: number | null;
  readonly language?: string | null;
  /** 1 to 1000. */
  readonly copies?: number;
  /** Copies of a new title, when `copies` is absent; `defaultCopies` when this is absent too. */
  readonly newCopies?: number;
}

/** Files like goodbooks-10k do not know how many copies a library owns. */
export const defaultCopies = 3;

/** What `book.withdraw` answers with. */
export interface Withdrawal {
  readonly id: string;
  readonly title: string;
  /** Copies that are still lent: they are gone when they come back. */
  readonly lent: number;
}

/** `book.catalogueMany`: up to 500 titles; answers one outcome for each, in their order. */
export interface CatalogueManyParams {
  readonly titles: readonly CatalogueParams[];
}

export type CatalogueOutcome = 'added' | 'changed' | 'unchanged' | { readonly refused: string };

/** `book.allocate`: decides where a rental stands, once; the same again answers how it stands by then. */
export interface AllocateParams {
  /** The title's. */
  readonly id: string;
  readonly rentalId: string;
  /** RFC 3339: when the member asked. */
  readonly requestedAt: string;
  /** A copy is to be held, even one that is held for another, who then is the first to wait. */
  readonly override?: Override;
}

/** What `book.allocate` answers with. `version` is the title's: of two answers or events the higher one is the newer. */
export type Standing = { readonly version: number } & (
  | { readonly state: 'held' | 'lent'; readonly copy: number; readonly title: string }
  | { readonly state: 'queued'; readonly position: number; readonly title: string }
  /** The member has a copy that the catalogue does not know. */
  | { readonly state: 'unlisted'; readonly title: string }
  /** There is no such title, or it is done with the rental. */
  | { readonly state: 'refused'; readonly reason: 'unknown-title' | 'withdrawn' | 'stale' }
);

/** What `book.get` and `book.list` answer with. */
export interface BookView extends TitleDetails {
  readonly id: string;
  readonly copies: number;
  /** Copies nobody holds. */
  readonly available: number;
  /** Rentals in the waitlist. */
  readonly waiting: number;
  readonly bookStatus?: BookStatus;
}

/** What `book.waitlist` answers with: who has the copies of a title, and who waits for one, by their rentals. */
export interface WaitlistView {
  readonly id: string;
  readonly title: string;
  readonly copies: readonly { readonly copy: number; readonly rentalId?: string; readonly lent: boolean }[];
  /** In the order in which copies go to them. */
  readonly waiting: readonly { readonly position: number; readonly rentalId: string }[];
  /** Rentals whose members have a copy that the catalogue does not know. */
  readonly unlisted: readonly string[];
}
