import { type Evidence, eventsOf } from '../../../mixins/proof.ts';
import type { BookEnvelope } from '../book/book.contract.ts';
import { book } from '../book/book.ts';
import type { RentalEnvelope } from '../rental/rental.contract.ts';

/**
 * No copy is taken from the member it is held for, unless staff did it on purpose; and no rental is checked out without
 * a copy, unless it is marked as one whose title could not be asked.
 */
export function heldCopiesAreKept(evidence: Evidence): string[] {
  const titles = Map.groupBy(eventsOf<BookEnvelope>(evidence, 'book'), ({ subject }) => subject);
  return [
    ...[...titles].flatMap(([id, history]) => takings(history).map((what) => `${id}: ${what}`)),
    ...eventsOf<RentalEnvelope>(evidence, 'rental')
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

type CheckOut = Extract<RentalEnvelope, { type: 'library.rental.rented' }>;

function isCheckOut(event: RentalEnvelope): event is CheckOut {
  return event.type === 'library.rental.rented';
}

function hasNoCopy({ data }: CheckOut): boolean {
  return data.copy === undefined && data.unchecked === undefined;
}
