import { isDeepStrictEqual } from 'node:util';
import { projectMypage } from '../../../services/library/mypage/mypage.projection.ts';
import type { RentalEnvelope } from '../../../services/library/rental/rental.contract.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** Each row of a view is what the newest event of its rental says that shows in it. */
export function viewsEqualTheirEvents({ pages, events }: Pick<Evidence, 'pages' | 'events'>): string[] {
  const newest = new Map<string, RentalEnvelope>();
  for (const event of events as readonly RentalEnvelope[]) {
    if (event.source !== '/rental' || !projectMypage(event)) continue;
    if ((newest.get(event.subject)?.version ?? 0) < event.version) newest.set(event.subject, event);
  }
  const found: string[] = [];
  const shown = new Set<string>();
  for (const { id, version, state } of pages) {
    shown.add(id);
    const event = newest.get(id);
    if (!event) found.push(`my page shows ${id}, of which there is no event`);
    else if (version !== event.version)
      found.push(`my page shows ${id} at version ${version}, but its events are at ${event.version}`);
    else if (!isDeepStrictEqual(state, asStored(projectMypage(event))))
      found.push(`my page shows ${id} as ${state.state}, which is not what ${event.id} says: ${event.type}`);
  }
  for (const id of newest.keys()) if (!shown.has(id)) found.push(`my page does not show ${id}`);
  return found;
}

/** Without the fields that JSON leaves away. */
export function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
