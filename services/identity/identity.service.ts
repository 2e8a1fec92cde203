import type { Context, ServiceSchema } from 'moleculer';
import { expiry } from '../../mixins/expiry.mixin.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { reads } from '../../mixins/reads.mixin.ts';
import { type Roles, rolesOf } from '../../mixins/roles.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineService, keeps } from '../../mixins/schema.ts';
import { settingsOf } from '../../mixins/settings.ts';
import { type Account, accounts, changeAccount, presentAccount, register } from './accounts.ts';
import { addClient, changeClient, clients, listClients } from './clients.ts';
import {
  accountListing,
  identityActionsFor,
  identityCalls,
  noProvider,
  type ProviderRequest,
} from './identity.api.contract.ts';
import {
  type AccountView,
  type AddClientParams,
  apiAudience,
  type ChangeClientParams,
  type ChangeParams,
  type ClientView,
  type Jwks,
  type KeyIds,
  type ProviderResponse,
  type RegisterParams,
} from './identity.contract.ts';
import type { Identity } from './identity.types.ts';
import { identityVariables } from './identity.variables.ts';
import { keyRings, loadKeys, rotateKeys } from './key-store.ts';
import { keysOf, publicPart } from './keys.ts';
import { setHashCost } from './password.ts';
import { artifacts, endSessions } from './provider/artifact.ts';
import { seedAdmin } from './seed.ts';
import { SignIn } from './sign-in.ts';
import { attempts, Throttle } from './throttle.ts';

/** Milliseconds. Hashes are slow by intention, and many people may sign in at once. */
const hashTimeout = 20_000;
/** What a tracer may note of a call: no password, secret or cookie. */
const untraced = { tracing: { tags: { params: ['id'] } } } as const;

/** Members and other systems, and the OpenID provider that tells who they are. */
export default defineService({
  name: 'identity',
  mixins: [
    reads<Account>({
      noun: 'account',
      collection: accounts,
      ...accountListing,
      present: presentAccount,
    }),
    expiry,
    keeps<Identity>(),
  ],
  settings: {
    /** Where browsers find the gateway; without it there is no provider: nobody signs in, or elsewhere. */
    publicUrl: undefined,
    audience: apiAudience,
    /** The roles that accounts and clients can have. */
    roles: rolesOf([]),
  },

  /** Which roles there are decides what the actions take. */
  merged(schema: ServiceSchema<{ roles: Roles }>) {
    const { settings, actions = {} } = schema;
    for (const [name, { params }] of Object.entries(identityActionsFor(settings?.roles ?? rolesOf([])))) {
      const action = actions[name.slice('identity.'.length)];
      if (action && typeof action === 'object') action.params = { ...params };
    }
  },

  actions: {
    register: {
      ...untraced,
      timeout: hashTimeout,
      handler(ctx: Context<RegisterParams>): Promise<AccountView> {
        return register(this.adapter, ctx.params);
      },
    },

    change: {
      ...untraced,
      timeout: hashTimeout,
      async handler(ctx: Context<ChangeParams>): Promise<AccountView> {
        const { id, password, disabled } = ctx.params;
        const account = await changeAccount(this.adapter, ctx.params);
        if (password !== undefined || disabled) await endSessions(this.artifacts, id);
        return account;
      },
    },

    addClient: {
      ...untraced,
      handler(ctx: Context<AddClientParams>): Promise<ClientView> {
        return addClient(this.clients, ctx.params);
      },
    },

    listClients: {
      handler(): Promise<readonly ClientView[]> {
        return listClients(this.clients);
      },
    },

    changeClient: {
      ...untraced,
      handler(ctx: Context<ChangeClientParams>): Promise<ClientView> {
        return changeClient(this.clients, ctx.params);
      },
    },

    /** A new key signs from now on; the old one verifies what it has signed until that ends. */
    rotateKeys: {
      async handler(): Promise<KeyIds> {
        const ring = await rotateKeys(this.keys);
        const [signing, next, ...old] = keysOf(ring, Date.now()).map(({ kid }) => kid) as [string, string];
        return { signing, next, old };
      },
    },

    jwks: {
      params: identityCalls['identity.jwks'].params,
      async handler(): Promise<Jwks> {
        const { ring } = await loadKeys(this.keys);
        return { keys: keysOf(ring, Date.now()).map((key) => ({ ...publicPart(key) })) };
      },
    },

    /** A request to the provider. It travels as a call, so that the gateway alone has an address. */
    respond: {
      timeout: hashTimeout,
      tracing: { tags: { params: ['method'] } },
      params: identityCalls['identity.respond'].params,
      handler(ctx: Context<ProviderRequest>): Promise<ProviderResponse> {
        if (!this.provider) throw new Refused(noProvider);
        return this.provider.respond(ctx.params);
      },
    },
  },

  created() {
    const { open } = runtimeOf(this.broker);
    setHashCost(settingsOf(this.broker, identityVariables).PASSWORD_COST);
    this.clients = open(this.name, clients);
    this.keys = open(this.name, keyRings);
    this.artifacts = open(this.name, artifacts);
    this.attempts = open(this.name, attempts);
    this.expiring = [this.artifacts, this.attempts];
  },

  async started() {
    const { publicUrl, audience } = this.settings;
    const { ADMIN_ID: id, ADMIN_PASSWORD: password } = settingsOf(this.broker, identityVariables);
    if (publicUrl === undefined) return;
    // Loaded only where people sign in: it is larger than all else.
    const { CurrentProvider } = await import('./provider/current.ts');
    this.provider = new CurrentProvider({
      publicUrl,
      audience,
      accounts: this.adapter,
      clients: this.clients,
      artifacts: this.artifacts,
      keys: this.keys,
      signIn: new SignIn(this.adapter, new Throttle(this.attempts)),
      onError: (error) => this.logger.error('The provider failed.', error),
    });
    this.notice = await seedAdmin(this.adapter, { id, password });
  },
});
