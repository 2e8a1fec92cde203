import type { HistoryEntry } from './history.contract.ts';

/**
 * Each once, causes before effects: by time, where that is the same by the length of the way to them, and those of one aggregate
 * by version, whatever the clocks of the nodes said.
 */
export function inOrder(found: readonly HistoryEntry[]): HistoryEntry[] {
  const byVersion = new Map(found.map((one) => [versionOf(one), one]));
  const happenings = [...byVersion.values()];
  const byEvent = new Map(happenings.map((one) => [one.eventId, one]));
  const before = (one: HistoryEntry) => byVersion.get(versionOf(one, one.version - 1));

  const times = new Map<HistoryEntry, string>();
  for (const one of happenings.toSorted((a, b) => a.version - b.version)) {
    const earlier = times.get(before(one) ?? one) ?? '';
    times.set(one, earlier.localeCompare(one.at) > 0 ? earlier : one.at);
  }

  const depths = new Map<HistoryEntry, number>();
  const depthOf = (one: HistoryEntry): number => {
    const known = depths.get(one);
    if (known !== undefined) return known;
    depths.set(one, 0);
    const ways = [before(one), byEvent.get(one.causationId)].filter((way) => way !== undefined);
    const depth = Math.max(0, ...ways.map((way) => depthOf(way) + 1));
    depths.set(one, depth);
    return depth;
  };

  const timeOf = (one: HistoryEntry) => times.get(one) ?? one.at;
  return happenings.toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)) || depthOf(a) - depthOf(b));
}

function versionOf({ source, subject, version }: HistoryEntry, wanted = version): string {
  return `${source}/${subject} ${wanted}`;
}
