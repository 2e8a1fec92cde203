import type { StoreAdapter } from '../../../mixins/runtime.ts';
import type { Collection } from '../../../mixins/store/collection.ts';
import { updateRecord } from '../../../mixins/update-record.ts';

/** A session, code, grant or token of the provider, as kept. */
export interface Artifact {
  /** What the provider gave, as JSON: it holds what came from outside, which not every store takes as it is. */
  readonly payload: string;
  /** Found by these: a session by its `uid`; all that belongs to a grant by its `grantId`. */
  readonly uid?: string;
  readonly grantId?: string;
  /** Whose it is, where it is a person's. */
  readonly accountId?: string;
  /** Epoch ms: of no use from then on. */
  readonly due?: number;
}

export const artifacts: Collection = {
  name: 'oidc_artifact',
  columns: {
    uid: { type: 'text', index: 'present' },
    grantId: { type: 'text', index: 'present' },
    accountId: { type: 'text', index: 'present' },
    due: { type: 'integer', index: 'present' },
  },
};

/** Of no use from now on; what is due is deleted soon. */
export async function end(store: StoreAdapter<Artifact>, key: string): Promise<void> {
  await updateRecord(store, key, (known) => known && { ...known, due: 0 });
}

/** Ends the sessions of an account, and every code and refresh token that was got in them. */
export async function endSessions(store: StoreAdapter<Artifact>, accountId: string): Promise<void> {
  const own = await store.find({ query: { accountId } });
  await Promise.all(own.map(({ id }) => end(store, id)));
}
