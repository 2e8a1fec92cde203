import { isDeepStrictEqual } from 'node:util';
import { type DomainEvent, evolveAll } from '../../../mixins/kernel/decider.ts';
import type { Stored } from '../../../mixins/store/port.ts';
import { book } from '../../../services/library/book/book.ts';
import { rental } from '../../../services/library/rental/rental.ts';
import { payment } from '../../../services/payment/payment.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { asStored } from './views.ts';

type Recorded = Pick<Evidence, 'rentals' | 'payments' | 'titles' | 'events'>;

/** Every event of a record is in the stream exactly once by id, and none that the record does not have. */
export function eventsAreInTheStreamOnce(evidence: Recorded): string[] {
  const found: string[] = [];
  const versions = new Map(recordsOf(evidence).map(({ source, record }) => [`${source}/${record.id}`, record.version]));
  const seen = new Set<string>();
  for (const { source, id, subject, version } of evidence.events) {
    const key = `${source}/${id}`;
    if (seen.has(key)) found.push(`${key} is in the stream twice`);
    seen.add(key);
    if (version > (versions.get(`${source}/${subject}`) ?? 0)) found.push(`${key} is in the stream, but in no record`);
  }
  for (const [record, newest] of versions)
    for (let version = 1; version <= newest; version += 1)
      if (!seen.has(`${record}-${version}`)) found.push(`${record}-${version} is not in the stream`);
  return found;
}

/** A record is what its events add up to: no change was made without its event, or overwritten. */
export function recordsAreTheirEvents(evidence: Recorded): string[] {
  const histories = Map.groupBy(evidence.events, ({ source, subject }) => `${source}/${subject}`);
  return recordsOf(evidence).flatMap(({ source, decider, record }) => {
    const history = (histories.get(`${source}/${record.id}`) ?? []).toSorted(
      (one, other) => one.version - other.version,
    );
    const state = asStored(evolveAll(decider, decider.initial, history));
    return isDeepStrictEqual(record.state, state) ? [] : [`${source}/${record.id} is not what its events add up to`];
  });
}

interface Fold {
  readonly initial: object;
  evolve(state: object, event: DomainEvent): object;
}

/** Of all services, with the fold of each. */
function recordsOf({ rentals, payments, titles }: Recorded) {
  const of = (source: string, decider: unknown, records: readonly Stored<object>[]) =>
    records.map((record) => ({ source, decider: decider as Fold, record }));
  return [...of('/rental', rental, rentals), ...of('/payment', payment, payments), ...of('/book', book, titles)];
}
