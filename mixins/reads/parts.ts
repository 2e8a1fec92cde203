import type { StoreAdapter } from '../runtime.ts';
import type { Key } from '../store/collection.ts';

/**
 * All records in parts of `limit`, in order of creation. Each record that stays is in one part, whatever is added,
 * changed or removed meanwhile; what is added is in the last ones.
 */
export async function* inParts<State>(store: Pick<StoreAdapter<State>, 'slice'>, limit: number) {
  for (let after: Key | undefined; ; ) {
    const { rows, next } = await store.slice({ ...(after && { after }), limit });
    yield rows;
    if (!next) return;
    after = next;
  }
}
