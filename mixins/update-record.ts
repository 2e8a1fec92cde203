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
    const version = expectedVersion + 1;
    if (await store.commit({ id, expectedVersion, version, state, events: [] })) return state;
  }
}
