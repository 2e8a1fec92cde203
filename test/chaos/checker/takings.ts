import type { BookEnvelope } from '../../../services/library/book/book.contract.ts';
import { book } from '../../../services/library/book/book.ts';
import type { RentalEnvelope } from '../../../services/library/rental/rental.contract.ts';
import type { Evidence } from '../evidence/evidence.ts';

/**
 * No copy is taken from the member it is held for, unless staff did it on purpose; and no rental is checked out without
 * a copy, unless it is marked as one whose title could not be asked.
 */
export function heldCopiesAreKept({ events }: Pick<Evidence, 'events'>): string[] {
  const titles = Map.groupBy(events.filter(isOfTitle), ({ subject }) => subject);
  return [
    ...[...titles].flatMap(([id, history]) => takings(history).map((what) => `${id}: ${what}`)),
    ...events
      .filter(isCheckOut)
      .filter(hasNoCopy)
      .map(({ subject }) => `rental ${subject} was checked out with no copy`),
  ];
}

function takings(history: readonly BookEnvelope[]): string[] {
  const found: string[] = [];
  const ordered = history.toSorted((one, other) => one.version - other.version);
  ordered.reduce((title, event, index) => {
    const after = book.evolve(title, event);
    for (const { number, rentalId } of title.copies) {
      const holder = after.copies.find((copy) => copy.number === number)?.rentalId;
      const isGivenBack = event.type === 'library.book.released' && event.data.rentalId === rentalId;
      if (rentalId === undefined || holder === rentalId || isGivenBack || isOverride(ordered[index + 1])) continue;
      found.push(`copy ${number} was taken from rental ${rentalId} at version ${event.version}`);
    }
    return after;
  }, book.initial);
  return found;
}

/** Staff takes a copy in two events: the holder is the first to wait, and the copy is held for another. */
function isOverride(next: BookEnvelope | undefined): boolean {
  return next?.type === 'library.book.held' && next.data.override !== undefined;
}

function isOfTitle(event: Evidence['events'][number]): event is BookEnvelope {
  return event.source === '/book';
}

type CheckOut = Extract<RentalEnvelope, { type: 'library.rental.rented' }>;

function isCheckOut(event: Evidence['events'][number]): event is CheckOut {
  return event.type === 'library.rental.rented';
}

function hasNoCopy({ data }: CheckOut): boolean {
  return data.copy === undefined && data.unchecked === undefined;
}
