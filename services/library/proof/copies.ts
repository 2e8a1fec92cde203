import { type Evidence, recordsOf } from '../../../mixins/proof.ts';
import type { Stored } from '../../../mixins/store/port.ts';
import type { Title } from '../book/book.ts';
import type { Rental } from '../rental/rental.ts';

/** No copy has two holders; what the titles say of their holders, the rentals say too. */
export function copiesHaveOneHolder(evidence: Evidence): string[] {
  const rentals = recordsOf<Rental>(evidence, 'rental');
  const holders = Map.groupBy(rentals.filter(isHolder), ({ state }) => state.bookId);
  return recordsOf<Title>(evidence, 'book').flatMap(({ id, state }) => {
    const places = placesOf(state);
    const own = holders.get(id) ?? [];
    return [...heldOnce(places), ...believedOnce(own), ...toldAlike(places, own)].map((what) => `${id}: ${what}`);
  });
}

/** A copy that is out. One that the catalogue does not know has no number. */
interface Place {
  readonly rentalId: string;
  readonly number?: number;
  readonly lent: boolean;
}

function placesOf({ copies, unlisted }: Title): Place[] {
  return [
    ...copies.flatMap(({ number, rentalId, lent = false }) => (rentalId ? [{ number, rentalId, lent }] : [])),
    ...unlisted.map((rentalId) => ({ rentalId, lent: true })),
  ];
}

type Holder = Stored<Extract<Rental, { state: 'ready' | 'rented' }>>;

function isHolder(rental: Stored<Rental>): rental is Holder {
  return rental.state.state === 'ready' || rental.state.state === 'rented';
}

function heldOnce(places: readonly Place[]): string[] {
  return [...Map.groupBy(places, ({ rentalId }) => rentalId)].flatMap(([rentalId, { length }]) =>
    length > 1 ? [`rental ${rentalId} has ${length} copies`] : [],
  );
}

/** A member who took the book before its title was told of it may not know the copy's number. */
function believedOnce(holders: readonly Holder[]): string[] {
  const believers = holders.filter(({ state }) => state.copy !== undefined);
  return [...Map.groupBy(believers, ({ state }) => state.copy)].flatMap(([copy, { length }]) =>
    length > 1 ? [`copy ${copy} has ${length} holders`] : [],
  );
}

function toldAlike(places: readonly Place[], holders: readonly Holder[]): string[] {
  const byRental = new Map(places.map((place) => [place.rentalId, place]));
  const alive = new Set(holders.map(({ id }) => id));
  return [
    ...holders.flatMap((holder) => differences(holder, byRental.get(holder.id))),
    ...places
      .filter(({ rentalId }) => !alive.has(rentalId))
      .map(({ rentalId }) => `a copy is out to rental ${rentalId}, which has none`),
  ];
}

function differences({ id, state: { state, copy } }: Holder, place: Place | undefined): string[] {
  if (!place) return [`rental ${id} is ${state}, but has no copy`];
  if (place.lent !== (state === 'rented'))
    return [`rental ${id} is ${state}, but its copy is ${place.lent ? 'lent' : 'held'}`];
  if (copy !== undefined && copy !== place.number)
    return [`rental ${id} believes to have copy ${copy}, but has ${place.number}`];
  return [];
}
