import { type Evidence, eventsOf } from '../../../mixins/proof.ts';
import type { RentalEnvelope } from '../rental/rental.contract.ts';

/** A paid reservation of a member, from its payment to its end. */
interface Life {
  readonly id: string;
  /** The member and the title. */
  readonly who: string;
  /** Epoch ms. */
  readonly from: number;
  /** Epoch ms; infinite while it is live. */
  readonly to: number;
}

const ends: ReadonlySet<string> = new Set(['library.rental.returned', 'library.rental.cancelled']);

/** A member has one live reservation of a title at a time. */
export function membersReserveOnce(evidence: Evidence): string[] {
  const rentals = Map.groupBy(eventsOf<RentalEnvelope>(evidence, 'rental'), ({ subject }) => subject);
  const lives = [...rentals].flatMap(([id, history]) => lifeOf(id, history));
  return [...Map.groupBy(lives, ({ who }) => who)].flatMap(([who, several]) => {
    const ordered = several.toSorted((one, other) => one.from - other.from);
    return ordered.flatMap(({ id, from }, index) => {
      const standing = ordered.slice(0, index).find(({ to }) => from < to);
      return standing ? [`${who} as ${id} while there was ${standing.id}`] : [];
    });
  });
}

function lifeOf(id: string, history: readonly RentalEnvelope[]): Life[] {
  const paid = history.find(({ type }) => type === 'library.rental.reserved');
  const end = history.find(({ type }) => ends.has(type));
  if (!paid) return [];
  const { memberId, bookId } = paid.data;
  const to = end ? Date.parse(end.time) : Number.POSITIVE_INFINITY;
  return [{ id, who: `${memberId} has ${bookId}`, from: Date.parse(paid.time), to }];
}
