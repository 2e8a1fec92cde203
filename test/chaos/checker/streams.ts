import { isDeepStrictEqual } from 'node:util';
import { type DomainEvent, evolveAll } from '../../../mixins/kernel/decider.ts';
import { type Evidence, type Proof, recordsOf } from '../../../mixins/proof.ts';
import { asStored } from './views.ts';

/** Every event of a record is in the stream exactly once by id, and none that the record does not have. */
export function eventsAreInTheStreamOnce(proofs: readonly Proof[], evidence: Evidence): string[] {
  const found: string[] = [];
  const known = allRecords(proofs, evidence);
  const versions = new Map(known.map(({ source, record }) => [`${source}/${record.id}`, record.version]));
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
export function recordsAreTheirEvents(proofs: readonly Proof[], evidence: Evidence): string[] {
  const histories = Map.groupBy(evidence.events, ({ source, subject }) => `${source}/${subject}`);
  return allRecords(proofs, evidence).flatMap(({ source, fold, record }) => {
    const history = (histories.get(`${source}/${record.id}`) ?? []).toSorted(
      (one, other) => one.version - other.version,
    );
    const state = asStored(evolveAll(fold, fold.initial, history));
    return isDeepStrictEqual(record.state, state) ? [] : [`${source}/${record.id} is not what its events add up to`];
  });
}

interface Fold {
  readonly initial: object;
  evolve(state: object, event: DomainEvent): object;
}

/** Of all services, with the fold of each. */
function allRecords(proofs: readonly Proof[], evidence: Evidence) {
  return proofs.flatMap(({ aggregates }) =>
    Object.entries(aggregates).flatMap(([service, { decider }]) =>
      recordsOf(evidence, service).map((record) => ({ source: `/${service}`, fold: decider as Fold, record })),
    ),
  );
}
