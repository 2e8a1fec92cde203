import type { Decider, Refusal } from '../../../mixins/kernel/decider.ts';
import { type BookEvent, type BookStatus, defaultCopies, type Override, type TitleDetails } from './book.contract.ts';
import { type Closings, isClosed, isStale, noClosings, withClosing } from './closings.ts';

/**
 * The rule of a title: its numbered copies, who holds each, and who waits. A copy has one holder at most; a
 * rental that finds none waits in order. Commands follow events that may come twice, late or out of order,
 * so each of them looks at what the title knows of the rental and does nothing the second time.
 */
export interface Title extends Partial<TitleDetails> {
  /** 1 once it stands in the catalogue; a title can be asked for before. */
  readonly listed: 0 | 1;
  readonly copies: readonly Copy[];
  /** Rental ids in order of request. */
  readonly waitlist: readonly string[];
  /** Rentals whose members hold a copy that the catalogue does not know. */
  readonly unlisted: readonly string[];
  readonly closings: Closings;
  readonly bookStatus?: BookStatus;
}

interface Copy {
  readonly number: number;
  readonly rentalId?: string;
  readonly lent?: boolean;
}

export type BookCommand =
  | {
      readonly type: 'catalogue';
      readonly details: GivenDetails;
      /** Absent: as many as there are. */
      readonly copies?: number | undefined;
      /** For a title that is new, when `copies` is absent. */
      readonly newCopies?: number | undefined;
    }
  | (Follow & { readonly type: 'allocate'; readonly override?: Override | undefined })
  | (Follow & { readonly type: 'lend' })
  | (Follow & { readonly type: 'release'; readonly by: 'cancel' | 'return' });

/** What is absent stays as it is; `null` removes it. */
export type GivenDetails = Pick<TitleDetails, 'title'> & {
  readonly [field in Exclude<keyof TitleDetails, 'title'>]?: TitleDetails[field] | null | undefined;
};

interface Follow {
  readonly rentalId: string;
  /** Epoch ms: when the member asked. */
  readonly requestedAt: number;
  /** Epoch ms: now. */
  readonly at: number;
}

type Outcome = readonly BookEvent[] | Refusal;

export const book: Decider<Title, BookCommand, BookEvent> = {
  initial: { listed: 0, copies: [], waitlist: [], unlisted: [], closings: noClosings },

  decide(command, title) {
    switch (command.type) {
      case 'catalogue':
        return catalogue(command, title);
      case 'allocate':
        return command.override ? takeOver(command, command.override, title) : allocate(command, title);
      case 'lend':
        return lend(command, title);
      case 'release':
        return release(command, title);
    }
  },

  evolve(title, event) {
    switch (event.type) {
      case 'library.book.catalogued': {
        const { copies: numbers, ...details } = event.data;
        const copies = numbers.map((number) => title.copies.find((copy) => copy.number === number) ?? { number });
        const { waitlist, unlisted, closings, bookStatus } = title;
        return { ...details, listed: 1, copies, waitlist, unlisted, closings, bookStatus };
      }
      case 'library.book.held': {
        const { rentalId, copy } = event.data;
        const rest = without(rentalId, title);
        return { ...rest, copies: place(rest.copies, copy, { rentalId }), bookStatus: 'reserved' };
      }
      case 'library.book.queued': {
        const { rentalId, position } = event.data;
        const waitlist = title.waitlist.toSpliced(position - 1, 0, rentalId);
        return { ...title, copies: freed(title.copies, rentalId), waitlist, bookStatus: 'reserved' };
      }
      case 'library.book.lent': {
        const { rentalId, copy } = event.data;
        const rest = without(rentalId, title);
        if (copy === null) return { ...rest, unlisted: [...rest.unlisted, rentalId], bookStatus: 'rentaled' };
        return { ...rest, copies: place(rest.copies, copy, { rentalId, lent: true }), bookStatus: 'rentaled' };
      }
      case 'library.book.refused':
        return title;
      case 'library.book.released': {
        const { copy: _, by, ...closing } = event.data;
        const closings = withClosing(title.closings, closing);
        return { ...without(closing.rentalId, title), closings, bookStatus: by === 'cancel' ? 'refunded' : 'returned' };
      }
    }
  },
};

function catalogue(command: Extract<BookCommand, { type: 'catalogue' }>, title: Title): Outcome {
  const details = merged(command.details, title);
  const count = command.copies ?? (title.listed ? title.copies.length : (command.newCopies ?? defaultCopies));
  const inUse = title.copies.filter((copy) => !isFree(copy)).length;
  if (count < inUse)
    return {
      refused: 'copies-in-use',
      kind: 'conflict',
      detail: `${inUse} copies are held or lent: there cannot be ${count}.`,
    };
  const copies = resized(title.copies, count);
  if (copies.length === title.copies.length && sameDetails(title, details)) return [];
  const catalogued: BookEvent = {
    type: 'library.book.catalogued',
    data: { ...details, copies: copies.map(({ number }) => number) },
  };
  return [catalogued, ...holdNext(book.evolve(title, catalogued))];
}

/** A rental that was refused is refused each time it asks; the rental itself is cancelled by the first word. */
function allocate(follow: Follow, title: Title): Outcome {
  const { rentalId, requestedAt } = follow;
  if (isPresent(rentalId, title) || isClosed(title.closings, rentalId)) return [];
  if (isStale(title.closings, requestedAt)) return [refused(rentalId, 'stale')];
  if (!title.listed) return [refused(rentalId, 'unknown-title')];
  const free = title.copies.find(isFree);
  return [free ? held(rentalId, free.number, title) : queued(rentalId, title.waitlist.length + 1, title)];
}

/** Staff wants a copy for this rental now. One that is held for another is taken, who then is the first to wait. */
function takeOver(follow: Follow, override: Override, title: Title): Outcome {
  const { rentalId } = follow;
  const isWaiting = title.waitlist.includes(rentalId);
  if (!isWaiting && (isPresent(rentalId, title) || title.copies.some(isFree))) return allocate(follow, title);
  const taken = title.copies.findLast((copy) => !copy.lent);
  if (isOver(follow, title) || !title.listed || taken?.rentalId === undefined) return allocate(follow, title);
  const { type, data } = held(rentalId, taken.number, title);
  return [queued(taken.rentalId, 1, title), { type, data: { ...data, override } }];
}

/**
 * The member has the book in hand: it is the copy held for them, or else a free one. A copy that is held for another is
 * never taken: then the member has one that the catalogue does not know.
 */
function lend(follow: Follow, title: Title): Outcome {
  const { rentalId } = follow;
  if (isOver(follow, title) || title.unlisted.includes(rentalId)) return [];
  const own = title.copies.find((copy) => copy.rentalId === rentalId);
  if (own?.lent) return [];
  if (own) return [{ type: 'library.book.lent', data: { rentalId, copy: own.number } }];
  const copy = title.copies.find(isFree)?.number ?? null;
  return [{ type: 'library.book.lent', data: { rentalId, copy, notHeld: true, title: title.title ?? '' } }];
}

function release(command: Follow & { readonly by: 'cancel' | 'return' }, title: Title): Outcome {
  const { rentalId, requestedAt, at, by } = command;
  if (isOver(command, title)) return [];
  const copy = title.copies.find((one) => one.rentalId === rentalId)?.number ?? null;
  const released: BookEvent = {
    type: 'library.book.released',
    data: { rentalId, copy, requestedAt, closedAt: at, by },
  };
  return [released, ...holdNext(book.evolve(title, released))];
}

/** Free copies go to those who wait, in their order. */
function holdNext(title: Title): BookEvent[] {
  return title.copies.filter(isFree).flatMap(({ number }, index) => {
    const next = title.waitlist[index];
    return next === undefined ? [] : [held(next, number, title)];
  });
}

function held(rentalId: string, copy: number, title: Title): Extract<BookEvent, { type: 'library.book.held' }> {
  return { type: 'library.book.held', data: { rentalId, copy, title: title.title ?? '' } };
}

function queued(rentalId: string, position: number, title: Title): BookEvent {
  return { type: 'library.book.queued', data: { rentalId, position, title: title.title ?? '' } };
}

function refused(rentalId: string, reason: 'unknown-title' | 'stale'): BookEvent {
  return { type: 'library.book.refused', data: { rentalId, reason } };
}

function isFree(copy: Copy): boolean {
  return copy.rentalId === undefined;
}

function isPresent(rentalId: string, title: Title): boolean {
  return (
    title.copies.some((copy) => copy.rentalId === rentalId) ||
    title.waitlist.includes(rentalId) ||
    title.unlisted.includes(rentalId)
  );
}

/** Is the title done with the rental? What it has forgotten lies behind the horizon. */
function isOver({ rentalId, requestedAt }: Follow, title: Title): boolean {
  if (isClosed(title.closings, rentalId)) return true;
  return isStale(title.closings, requestedAt) && !isPresent(rentalId, title);
}

function merged(given: GivenDetails, { authors, isbn, year, language }: Title): TitleDetails {
  const kept = { authors: authors ?? 'Unknown', isbn, year, language };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const details = Object.entries({ ...kept, ...Object.fromEntries(said) });
  return Object.fromEntries(
    details.filter(([, value]) => value !== undefined && value !== null),
  ) as unknown as TitleDetails;
}

function sameDetails(title: Title, details: TitleDetails): boolean {
  const fields = ['title', 'authors', 'isbn', 'year', 'language'] as const;
  return fields.every((field) => title[field] === details[field]);
}

/** More copies get the next numbers; fewer give up the highest free ones. */
function resized(copies: readonly Copy[], count: number): readonly Copy[] {
  const highest = Math.max(0, ...copies.map(({ number }) => number));
  const added = Array.from({ length: count - copies.length }, (_, index) => ({ number: highest + index + 1 }));
  const surplus = new Set(copies.length > count ? copies.filter(isFree).slice(count - copies.length) : []);
  return [...copies.filter((copy) => !surplus.has(copy)), ...added];
}

/** The title without the rental, which is in one place at most. */
function without(rentalId: string, title: Title): Title {
  if (title.copies.some((copy) => copy.rentalId === rentalId))
    return { ...title, copies: freed(title.copies, rentalId) };
  return { ...title, waitlist: omit(title.waitlist, rentalId), unlisted: omit(title.unlisted, rentalId) };
}

function freed(copies: readonly Copy[], rentalId: string): readonly Copy[] {
  return copies.map((copy) => (copy.rentalId === rentalId ? { number: copy.number } : copy));
}

function omit(rentalIds: readonly string[], rentalId: string): readonly string[] {
  const index = rentalIds.indexOf(rentalId);
  return index < 0 ? rentalIds : rentalIds.toSpliced(index, 1);
}

function place(copies: readonly Copy[], number: number, holder: Omit<Copy, 'number'>): readonly Copy[] {
  return copies.map((copy) => (copy.number === number ? { number, ...holder } : copy));
}
