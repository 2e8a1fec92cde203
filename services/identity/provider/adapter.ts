import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { updateRecord } from '../../../mixins/update-record.ts';
import { type Artifact, end } from './artifact.ts';

type Artifacts = StoreAdapter<Artifact>;

/** What oidc-provider keeps of one model (`Session`, `RefreshToken`, …), on the store port. */
export class StoreBackedAdapter implements Adapter {
  private readonly model: string;
  private readonly store: Artifacts;

  constructor(model: string, store: Artifacts) {
    this.model = model;
    this.store = store;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const { uid, grantId, accountId } = payload;
    const due = expiresIn ? Date.now() + expiresIn * 1_000 : undefined;
    const found = { ...(uid && { uid }), ...(grantId && { grantId }), ...(accountId && { accountId }) };
    const artifact = { payload: JSON.stringify(payload), ...found, ...(due && { due }) };
    await updateRecord(this.store, this.key(id), () => artifact);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return isId(id) ? inUse((await this.store.load(this.key(id)))?.state) : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.own(await this.store.find({ query: { uid } }))
      .map(inUse)
      .find((payload) => payload !== undefined);
  }

  /** Codes of the device flow, which is off. */
  async findByUserCode(): Promise<undefined> {}

  /** Of two that use a code at once the store lets one win, and the other is refused. */
  async consume(id: string): Promise<void> {
    await updateRecord(this.store, this.key(id), (known) => {
      const payload = inUse(known);
      if (!known || !payload || payload.consumed) throw new errors.InvalidGrant('already consumed');
      return { ...known, payload: JSON.stringify({ ...payload, consumed: Math.floor(Date.now() / 1_000) }) };
    });
  }

  async destroy(id: string): Promise<void> {
    await end(this.store, this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    const belonging = this.own(await this.store.find({ query: { grantId } }));
    await Promise.all(belonging.map(({ id }) => end(this.store, id)));
  }

  private own<Kept extends { readonly id: string }>(found: readonly Kept[]): Kept[] {
    return found.filter(({ id }) => id.startsWith(this.key('')));
  }

  private key(id: string): string {
    return `${this.model}:${id}`;
  }
}

/** What comes from outside as an id may be anything. */
export function isId(text: string): boolean {
  return /^[\w.-]{1,128}$/.test(text);
}

function inUse(artifact: Artifact | undefined): AdapterPayload | undefined {
  const isDue = artifact?.due !== undefined && artifact.due <= Date.now();
  return artifact && !isDue ? (JSON.parse(artifact.payload) as AdapterPayload) : undefined;
}
