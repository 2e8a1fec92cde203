import type { Evidence } from '../../../mixins/proof.ts';
import type { Stored } from '../../../mixins/store/port.ts';

/** What is other than it should be in evidence of a system in which all is well. */
export type Change = (evidence: Evidence) => Partial<Evidence>;
export type Records = readonly Stored<object>[];

/** The records of one service changed. */
export function records(service: string, change: (records: Records) => Records): Change {
  return ({ records }) => ({ records: { ...records, [service]: change(records[service] ?? []) } });
}

/** Some of the fields of one state changed. */
export function changed(service: string, id: string, fields: object): Change {
  return records(service, (all) =>
    all.map((record) => (record.id === id ? { ...record, state: { ...record.state, ...fields } } : record)),
  );
}

export type Planted = readonly [what: string, change: Change];
