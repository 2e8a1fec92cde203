import type { EventEmitter } from 'node:events';
import { type ClientMetadata, Provider } from 'oidc-provider';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import type { Account } from '../accounts.ts';
import { type Client, isSecret } from '../clients.ts';
import { providerPath } from '../identity.contract.ts';
import type { KeyRing } from '../keys.ts';
import type { SignIn } from '../sign-in.ts';
import { isId, StoreBackedAdapter } from './adapter.ts';
import type { Artifact } from './artifact.ts';
import { configuration } from './configuration.ts';
import { interactions } from './interactions.ts';
import { passwords } from './passwords.ts';

export interface ProviderParts {
  readonly publicUrl: string;
  readonly audience: string;
  readonly accounts: StoreAdapter<Account>;
  readonly clients: StoreAdapter<Client>;
  readonly artifacts: StoreAdapter<Artifact>;
  readonly signIn: SignIn;
  onError(error: Error): void;
}

/** An OpenID provider with these keys; after a rotation there is a new one on the same stores. */
export function createProvider(parts: ProviderParts, ring: KeyRing): Provider {
  const { publicUrl, audience, accounts, clients, artifacts } = parts;
  const provider = new Provider(publicUrl + providerPath, {
    ...configuration({ publicUrl, audience, ring, claimsOf, adapter }),
  });
  provider.proxy = true;
  compareHashedSecrets(provider);
  provider.use(interactions(provider, parts.signIn));
  provider.use(passwords(parts));
  provider.on('server_error', (_ctx, error) => parts.onError(error));
  (provider as EventEmitter).on('error', parts.onError);
  return provider;

  function adapter(model: string) {
    const kept = new StoreBackedAdapter(model, artifacts);
    return model === 'Client' ? Object.assign(kept, { find: findClient }) : kept;
  }

  async function findClient(id: string): Promise<ClientMetadata | undefined> {
    const record = isId(id) ? await clients.load(id) : undefined;
    return record && !record.state.disabled ? metadataOf(id, record.state) : undefined;
  }

  async function claimsOf(id: string) {
    const { state } = (await accounts.load(id)) ?? {};
    return state && !state.disabled ? { sub: id, name: state.name ?? id, role: state.role } : undefined;
  }
}

function metadataOf(id: string, { name, role, redirectUris, secretHash }: Client): ClientMetadata {
  const forPeople = redirectUris.length > 0;
  return {
    client_id: id,
    client_name: name ?? id,
    client_secret: secretHash,
    grant_types: forPeople ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
    response_types: forPeople ? ['code'] : [],
    redirect_uris: [...redirectUris],
    ...(role && { role }),
  };
}

/** The provider knows the hashes of secrets only. */
function compareHashedSecrets({ Client: { prototype } }: Provider): void {
  const comparing = prototype as unknown as { clientSecret: string; compareClientSecret(given: string): boolean };
  comparing.compareClientSecret = function compareClientSecret(given) {
    return isSecret(given, this.clientSecret);
  };
}
