import { isDeepStrictEqual } from 'node:util';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import { type Evidence, eventsOf, type Proof, recordsOf, type ViewProof } from '../../../mixins/proof.ts';

/** Each row of a view is what the newest event of its record says that shows in it. */
export function viewsEqualTheirEvents(proofs: readonly Proof[], evidence: Evidence): string[] {
  return proofs.flatMap(({ views }) =>
    Object.entries(views).flatMap(([name, view]) => differences(name, view, evidence)),
  );
}

function differences(name: string, view: ViewProof, evidence: Evidence): string[] {
  const rowOf = (event: Envelope) => view.rowOf(event as never);
  const newest = new Map<string, Envelope>();
  for (const event of eventsOf(evidence, view.of))
    if (rowOf(event) && (newest.get(event.subject)?.version ?? 0) < event.version) newest.set(event.subject, event);
  const found: string[] = [];
  const shown = new Set<string>();
  for (const { id, version, state } of recordsOf(evidence, name)) {
    shown.add(id);
    const event = newest.get(id);
    if (!event) found.push(`${name} shows ${id}, of which there is no event`);
    else if (version !== event.version)
      found.push(`${name} shows ${id} at version ${version}, but its events are at ${event.version}`);
    else if (!isDeepStrictEqual(state, asStored(rowOf(event))))
      found.push(`${name} shows ${id} otherwise than ${event.id} says: ${event.type}`);
  }
  for (const id of newest.keys()) if (!shown.has(id)) found.push(`${name} does not show ${id}`);
  return found;
}

/** Without the fields that JSON leaves away. */
export function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
