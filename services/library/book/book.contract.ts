import type { Envelope } from '../../../mixins/kernel/event.ts';

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

export type BookEvent =
  | { readonly type: 'library.book.catalogued'; readonly data: TitleDetails & { readonly copies: number } }
  /** A copy is set aside for the rental. */
  | {
      readonly type: 'library.book.held';
      readonly data: { readonly rentalId: string; readonly copy: number; readonly title: string };
    }
  | {
      readonly type: 'library.book.queued';
      readonly data: { readonly rentalId: string; readonly position: number; readonly title: string };
    }
  | {
      readonly type: 'library.book.refused';
      readonly data: { readonly rentalId: string; readonly reason: 'unknown-title' | 'stale' };
    }
  | { readonly type: 'library.book.lent'; readonly data: { readonly rentalId: string; readonly copy: number | null } }
  | {
      readonly type: 'library.book.released';
      readonly data: { readonly rentalId: string; readonly copy: number | null; readonly by: 'cancel' | 'return' };
    };

export type BookEnvelope = Envelope<BookEvent>;

export const bookEvents = 'library.book.*';

/** The seeds' words for what happened last. */
export type BookStatus = 'reserved' | 'refunded' | 'rentaled' | 'returned';

/**
 * `book.catalogue`: adds the title or brings its details and number of copies up to date; the same again changes nothing.
 * Refused `copies-in-use` when more copies are out or held than would be left.
 */
export interface CatalogueParams extends TitleDetails {
  readonly id: string;
  /** 1 to 1000. */
  readonly copies: number;
}

/** `book.catalogue` answers with the view and whether anything changed. */
export interface BookView extends TitleDetails {
  readonly id: string;
  readonly copies: number;
  /** Copies nobody holds. */
  readonly available: number;
  /** Rentals in the waitlist. */
  readonly waiting: number;
  readonly bookStatus?: BookStatus;
}
