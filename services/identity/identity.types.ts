import type { Attempts } from '../../mixins/attempts/attempts.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Client } from './clients.ts';
import type { KeyRing } from './keys.ts';
import type { Artifact } from './provider/artifact.ts';
import type { CurrentProvider } from './provider/current.ts';

/** What the identity service keeps in `this`. Its accounts are opened by its reads. */
export interface Identity {
  readonly settings: IdentitySettings;
  clients: StoreAdapter<Client>;
  keys: StoreAdapter<KeyRing>;
  artifacts: StoreAdapter<Artifact>;
  attempts: StoreAdapter<Attempts>;
  provider: CurrentProvider | undefined;
  /** What the person who starts the process has to know. */
  notice: string | undefined;
}

export interface IdentitySettings {
  readonly publicUrl: string | undefined;
  readonly audience: string;
}
