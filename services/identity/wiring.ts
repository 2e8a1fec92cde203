import type { Service } from 'moleculer';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Account } from './accounts.ts';
import type { Client } from './clients.ts';
import type { Expiring } from './expiry.mixin.ts';
import type { KeyRing } from './keys.ts';
import type { Artifact } from './provider/artifact.ts';
import type { CurrentProvider } from './provider/current.ts';
import type { Attempts } from './throttle.ts';

/** What the identity service has in `this`. */
export interface Identity extends Service<IdentitySettings>, Omit<Expiring, 'logger'> {
  /** Accounts, opened by the reads. */
  adapter: StoreAdapter<Account>;
  clients: StoreAdapter<Client>;
  keys: StoreAdapter<KeyRing>;
  artifacts: StoreAdapter<Artifact>;
  attempts: StoreAdapter<Attempts>;
  provider: CurrentProvider | undefined;
  /** What whoever starts the process has to know. */
  notice: string | undefined;
}

export interface IdentitySettings {
  readonly publicUrl: string | undefined;
  readonly audience: string;
}
