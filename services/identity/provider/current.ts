import type { Provider } from 'oidc-provider';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import type { ProviderRequest } from '../identity.api.contract.ts';
import type { ProviderResponse } from '../identity.contract.ts';
import { loadKeys } from '../key-store.ts';
import type { KeyRing } from '../keys.ts';
import { createProvider, type ProviderParts } from './create.ts';
import { dispatch } from './dispatch.ts';

/** The provider with the keys of now: a rotation, in whichever process, counts from the next request on. */
export class CurrentProvider {
  private readonly parts: ProviderParts;
  private readonly keys: StoreAdapter<KeyRing>;
  private current: { readonly version: number; readonly provider: Provider } | undefined;

  constructor({ keys, ...parts }: ProviderParts & { readonly keys: StoreAdapter<KeyRing> }) {
    this.parts = parts;
    this.keys = keys;
  }

  async respond(request: ProviderRequest): Promise<ProviderResponse> {
    const { ring, version } = await loadKeys(this.keys);
    if (this.current?.version !== version) this.current = { version, provider: createProvider(this.parts, ring) };
    return dispatch(this.current.provider, this.parts.publicUrl, request);
  }
}
