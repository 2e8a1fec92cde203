import { type Evidence, eventsOf, recordsOf } from '../../../mixins/proof.ts';
import type { Stored } from '../../../mixins/store/port.ts';
import type { BookEnvelope } from '../book/book.contract.ts';
import { book, type Title } from '../book/book.ts';
import type { Rental } from '../rental/rental.ts';

/** No waitlist skips or repeats: who waits stands in it once, nobody waits for a free copy, and the first one is first. */
export function waitlistsAreInOrder(evidence: Evidence): string[] {
  const told = Map.groupBy(eventsOf<BookEnvelope>(evidence, 'book'), ({ subject }) => subject);
  const rentals = recordsOf<Rental>(evidence, 'rental');
  return recordsOf<Title>(evidence, 'book').flatMap((title) => {
    const waiting = rentals.filter(({ state }) => state.state === 'waiting' && state.bookId === title.id);
    const history = told.get(title.id) ?? [];
    return [
      ...asTheyStand(
        title,
        waiting.map(({ id }) => id),
      ),
      ...asTheyMoved(
        title.id,
        history.toSorted((one, other) => one.version - other.version),
      ),
    ];
  });
}

function asTheyStand({ id, state }: Stored<Title>, waiting: readonly string[]): string[] {
  const found: string[] = [];
  const { waitlist, copies } = state;
  const listed = new Set(waitlist);
  if (listed.size < waitlist.length) found.push(`${id}: a rental stands twice in the waitlist`);
  for (const rentalId of waiting)
    if (!listed.has(rentalId)) found.push(`${id}: rental ${rentalId} waits, but in no waitlist`);
  const alive = new Set(waiting);
  for (const rentalId of listed)
    if (!alive.has(rentalId)) found.push(`${id}: rental ${rentalId} is in the waitlist, but does not wait`);
  const free = copies.filter(({ rentalId }) => rentalId === undefined).length;
  if (free > 0 && waitlist.length > 0) found.push(`${id}: ${waitlist.length} wait for ${free} free copies`);
  return found;
}

function asTheyMoved(id: string, history: readonly BookEnvelope[]): string[] {
  const found: string[] = [];
  let title = book.initial;
  for (const event of history) {
    const { waitlist } = title;
    if (event.type === 'library.book.held' && waitlist.length > 0 && waitlist[0] !== event.data.rentalId)
      found.push(
        `${id}: rental ${event.data.rentalId} got a copy at version ${event.version}, but ${waitlist[0]} was first`,
      );
    if (event.type === 'library.book.queued' && waitlist.includes(event.data.rentalId))
      found.push(`${id}: rental ${event.data.rentalId} was queued twice, at version ${event.version}`);
    title = book.evolve(title, event);
  }
  return found;
}
