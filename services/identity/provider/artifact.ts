import type { AdapterPayload } from 'oidc-provider';
import type { Collection } from '../../../mixins/store/collection.ts';

/** A session, code, grant or token of the provider, as kept. */
export interface Artifact {
  readonly payload: AdapterPayload;
  /** Found by these: a session by its `uid`; all that belongs to a grant by its `grantId`. */
  readonly uid?: string;
  readonly grantId?: string;
  /** Epoch ms: of no use from then on. */
  readonly due?: number;
}

export const artifacts: Collection = {
  name: 'oidc_artifact',
  columns: {
    uid: { type: 'text', index: 'present' },
    grantId: { type: 'text', index: 'present' },
    due: { type: 'integer', index: 'present' },
  },
};
