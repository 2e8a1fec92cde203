import { randomInt } from 'node:crypto';
import type { StoreAdapter } from './runtime.ts';

/**
 * Changes a record by compare-and-set, again from the newest state whenever another writer was faster.
 * `next` answers the new state, or `undefined` to leave it; it may throw.
 * @returns the state that the record has now
 */
export async function updateRecord<State extends object>(
  store: StoreAdapter<State>,
  id: string,
  next: (state: State | undefined) => State | undefined,
): Promise<State | undefined> {
  for (;;) {
    const record = await store.load(id);
    const state = next(record?.state);
    if (!state) return record?.state;
    const expectedVersion = record?.version ?? 0;
    const version = versionAfter(expectedVersion);
    if (await store.commit({ id, expectedVersion, version, state, events: [] })) return state;
  }
}

/** Beyond any number of changes, and below what a store takes for a version. */
const firstVersions = 2 ** 30;

/**
 * The version that follows on this one, of a record without events that may be deleted. One that is not there, version 0,
 * begins anywhere: a writer who has read it before it was deleted does not take the new one for what it read.
 */
export function versionAfter(version: number): number {
  return version === 0 ? randomInt(1, firstVersions) : version + 1;
}
