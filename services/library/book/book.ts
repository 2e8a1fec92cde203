import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import type { BookEvent, BookStatus, Override, TitleDetails } from './book.contract.ts';
import { type Closings, isClosed, mayBeForgotten, noClosings, withClosing } from './closings.ts';
import { type Copy, freed, inUse, isFree, place, resized } from './copies.ts';
import { defaultCopies } from './details.contract.ts';
import { type GivenDetails, merged, sameDetails } from './details.ts';
import { isToldOf, placeIn, type ToldPlace } from './told-place.ts';

/**
 * The rule of a title: its numbered copies, who holds each, and who waits. A copy has one holder at most; a
 * rental that finds none waits in order. Commands follow events that may come twice, late or out of order,
 * so each of them looks at what the title knows of the rental and does nothing the second time.
 */
export interface Title extends Partial<TitleDetails> {
  /** 1 once it stands in the catalogue; a title can be asked for before. */
  readonly listed: 0 | 1;
  /** It was in the catalogue; its copies that are still in use are gone when they come free. */
  readonly withdrawn?: true;
  readonly copies: readonly Copy[];
  /** Rental ids in order of request. */
  readonly waitlist: readonly string[];
  /** Rentals whose members hold a copy that the catalogue does not know. */
  readonly unlisted: readonly string[];
  readonly closings: Closings;
  readonly bookStatus?: BookStatus;
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
  | { readonly type: 'withdraw' }
  /** `told`: where the rental stands as far as it was told, when it asks again because words may be lost. */
  | (Follow & { readonly type: 'allocate'; readonly override?: Override | undefined; readonly told?: ToldPlace })
  | (Follow & { readonly type: 'lend' })
  | (Follow & { readonly type: 'release'; readonly by: 'cancel' | 'return' });

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
      case 'withdraw':
        return withdraw(title);
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
      case 'library.book.withdrawn':
        return { ...title, listed: 0, withdrawn: true, copies: inUse(title.copies), waitlist: [] };
      case 'library.book.held': {
        const { rentalId, copy } = event.data;
        const rest = without(rentalId, title);
        return { ...rest, copies: place(rest.copies, copy, { rentalId }), bookStatus: 'reserved' };
      }
      case 'library.book.queued': {
        const { rentalId, position } = event.data;
        const waitlist = omit(title.waitlist, rentalId).toSpliced(position - 1, 0, rentalId);
        return { ...title, copies: freed(title.copies, rentalId), waitlist, bookStatus: 'reserved' };
      }
      case 'library.book.lent': {
        const { rentalId, copy } = event.data;
        const rest = without(rentalId, title);
        if (copy === null) return { ...rest, unlisted: [...rest.unlisted, rentalId], bookStatus: 'rentaled' };
        return { ...rest, copies: place(rest.copies, copy, { rentalId, lent: true }), bookStatus: 'rentaled' };
      }
      case 'library.book.refused':
      case 'library.book.doubted':
        return title;
      case 'library.book.released': {
        const { copy: _, by, ...closing } = event.data;
        const closings = withClosing(title.closings, closing);
        const rest = without(closing.rentalId, title);
        const copies = title.withdrawn ? inUse(rest.copies) : rest.copies;
        return { ...rest, copies, closings, bookStatus: by === 'cancel' ? 'refunded' : 'returned' };
      }
    }
  },
};

function catalogue(command: Extract<BookCommand, { type: 'catalogue' }>, title: Title): Outcome {
  const details = merged(command.details, title);
  const count = command.copies ?? (title.listed ? title.copies.length : (command.newCopies ?? defaultCopies));
  const used = inUse(title.copies).length;
  if (count < used)
    return {
      refused: 'copies-in-use',
      kind: 'conflict',
      detail: `${used} copies are held or lent: there cannot be ${count}.`,
    };
  const copies = resized(title.copies, count);
  if (title.listed && copies.length === title.copies.length && sameDetails(title, details)) return [];
  const catalogued: BookEvent = {
    type: 'library.book.catalogued',
    data: { ...details, copies: copies.map(({ number }) => number) },
  };
  return [catalogued, ...holdNext(book.evolve(title, catalogued))];
}

/**
 * Nobody gets a copy any more: rentals that hold one or wait are refused, which cancels and refunds them. A copy that
 * is held stays until its rental has answered, since the member may have taken it meanwhile.
 */
function withdraw(title: Title): Outcome {
  if (title.withdrawn) return [];
  if (!title.listed) return notFound('book');
  const used = inUse(title.copies);
  const held = used.flatMap(({ rentalId, lent }) => (rentalId !== undefined && !lent ? [rentalId] : []));
  const data = { title: title.title ?? '', copies: used.map(({ number }) => number) };
  const refusals = [...held, ...title.waitlist].map((rentalId) => refused(rentalId, 'withdrawn'));
  return [{ type: 'library.book.withdrawn', data }, ...refusals];
}

/** A rental that was refused is refused each time it asks; the rental itself is cancelled by the first word. */
function allocate(follow: Follow & { readonly told?: ToldPlace }, title: Title): Outcome {
  const { rentalId, told } = follow;
  if (told && isPresent(rentalId, title)) return correction(rentalId, told, title);
  if (isPresent(rentalId, title) || isClosed(title.closings, rentalId)) return [];
  if (!title.listed) return [refused(rentalId, title.withdrawn ? 'withdrawn' : 'unknown-title')];
  const free = title.copies.find(isFree);
  const place = free ? held(rentalId, free.number, title) : queued(rentalId, title.waitlist.length + 1, title);
  return [place, ...doubt(follow, title)];
}

/** Staff wants a copy for this rental now. One that is held for another is taken, who then is the first to wait. */
function takeOver(follow: Follow, override: Override, title: Title): Outcome {
  const { rentalId } = follow;
  const isWaiting = title.waitlist.includes(rentalId);
  if (!isWaiting && (isPresent(rentalId, title) || title.copies.some(isFree))) return allocate(follow, title);
  const taken = title.copies.findLast((copy) => !copy.lent);
  if (isClosed(title.closings, rentalId) || !title.listed || taken?.rentalId === undefined)
    return allocate(follow, title);
  const { type, data } = held(rentalId, taken.number, title);
  return [queued(taken.rentalId, 1, title), { type, data: { ...data, override } }];
}

/** Says again where the rental stands, if it was told otherwise. */
function correction(rentalId: string, told: ToldPlace, title: Title): Outcome {
  const now = placeIn(rentalId, title);
  if (now && title.withdrawn) return [refused(rentalId, 'withdrawn')];
  if (!now || isToldOf(now, told)) return [];
  return [now.copy === undefined ? queued(rentalId, now.position, title) : held(rentalId, now.copy, title)];
}

/**
 * The member has the book in hand: it is the copy held for them, or else a free one. A copy that is held for another is
 * never taken: then the member has one that the catalogue does not know.
 */
function lend(follow: Follow, title: Title): Outcome {
  const { rentalId } = follow;
  if (isClosed(title.closings, rentalId) || title.unlisted.includes(rentalId)) return [];
  const own = title.copies.find((copy) => copy.rentalId === rentalId);
  if (own?.lent) return [];
  if (own) return [{ type: 'library.book.lent', data: { rentalId, copy: own.number } }];
  const copy = title.copies.find(isFree)?.number ?? null;
  const data = { rentalId, copy, notHeld: true, title: title.title ?? '' } as const;
  return [{ type: 'library.book.lent', data }, ...doubt(follow, title)];
}

function release(command: Follow & { readonly by: 'cancel' | 'return' }, title: Title): Outcome {
  const { rentalId, requestedAt, at, by } = command;
  if (isClosed(title.closings, rentalId)) return [];
  if (!isPresent(rentalId, title) && mayBeForgotten(title.closings, requestedAt)) return [];
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

function refused(rentalId: string, reason: 'unknown-title' | 'withdrawn'): BookEvent {
  return { type: 'library.book.refused', data: { rentalId, reason } };
}

function isPresent(rentalId: string, title: Title): boolean {
  return (
    title.copies.some((copy) => copy.rentalId === rentalId) ||
    title.waitlist.includes(rentalId) ||
    title.unlisted.includes(rentalId)
  );
}

/** A rental that is new to the title may be one that it has forgotten: if it has ended, it is to say so again. */
function doubt({ rentalId, requestedAt }: Follow, title: Title): BookEvent[] {
  if (isPresent(rentalId, title) || !mayBeForgotten(title.closings, requestedAt)) return [];
  return [{ type: 'library.book.doubted', data: { rentalId } }];
}

/** The title without the rental, which is in one place at most. */
function without(rentalId: string, title: Title): Title {
  if (title.copies.some((copy) => copy.rentalId === rentalId))
    return { ...title, copies: freed(title.copies, rentalId) };
  return { ...title, waitlist: omit(title.waitlist, rentalId), unlisted: omit(title.unlisted, rentalId) };
}

function omit(rentalIds: readonly string[], rentalId: string): readonly string[] {
  const index = rentalIds.indexOf(rentalId);
  return index < 0 ? rentalIds : rentalIds.toSpliced(index, 1);
}
