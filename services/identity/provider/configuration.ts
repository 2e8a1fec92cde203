import {
  type AccountClaims,
  type ClientMetadata,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { accessTokenFormat, pagesClient, providerPath } from '../identity.contract.ts';
import { type KeyRing, keysOf } from '../keys.ts';
import { lifetimes } from '../lifetimes.ts';
import { renderError, renderSignedOut, renderSignOut } from '../pages/provider.pages.ts';

/** What the provider has to know of Yeyak. */
export interface ProviderSettings {
  /** Where browsers find the gateway, without a slash at the end. */
  readonly publicUrl: string;
  readonly audience: string;
  readonly ring: KeyRing;
  readonly adapter: NonNullable<Configuration['adapter']>;
  /** The claims of an account, unless it is disabled. */
  claimsOf(id: string): Promise<(AccountClaims & { readonly role: string }) | undefined>;
}

/** oidc-provider as Yeyak uses it: authorization code with PKCE for people, client credentials for other systems. */
export function configuration({ publicUrl, audience, ring, adapter, claimsOf }: ProviderSettings): Configuration {
  const cookie = { path: providerPath, httpOnly: true, sameSite: 'lax', signed: true } as const;
  const api = {
    audience,
    scope: '',
    accessTokenFormat: 'jwt',
    accessTokenTTL: lifetimes.AccessToken,
    jwt: { sign: { alg: accessTokenFormat.algorithm } },
  } as const;
  return {
    adapter,
    clients: [pages(publicUrl)],
    jwks: { keys: keysOf(ring, Date.now()) },
    cookies: { keys: [...ring.cookieKeys], long: cookie, short: { httpOnly: true, sameSite: 'lax', signed: true } },
    ttl: { ...lifetimes },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    claims: { openid: ['sub', 'name', 'role'] },
    conformIdTokenClaims: false,
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    extraClientMetadata: { properties: ['role'] },
    allowOmittingSingleRegisteredRedirectUri: false,
    enabledJWA: { idTokenSigningAlgValues: [accessTokenFormat.algorithm] },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: renderSignOut, postLogoutSuccessSource: renderSignedOut },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx, resource) {
          if (resource !== audience) throw new errors.InvalidTarget();
          return api;
        },
      },
    },
    interactions: {
      policy: policy(),
      url: (_ctx, { uid }) => `${publicUrl}${providerPath}/interaction/${uid}`,
    },
    async findAccount(_ctx, id) {
      const claims = await claimsOf(id);
      return claims && { accountId: id, claims: () => claims };
    },
    async extraTokenClaims(ctx, token) {
      return { roles: [await roleOf(ctx, token, claimsOf)] };
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => true,
    loadExistingGrant,
    renderError,
  };
}

/** First party: nobody is asked whether the library's own pages may act for them. */
function pages(publicUrl: string): ClientMetadata {
  return {
    client_id: pagesClient,
    client_name: 'Yeyak',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${publicUrl}/app/signed-in`],
    post_logout_redirect_uris: [`${publicUrl}/app/`],
  };
}

/** Whose account was disabled meanwhile signs in again, which does not succeed. */
function policy() {
  const prompts = interactionPolicy.base();
  const isGone = ({ oidc }: KoaContextWithOIDC) => oidc.session?.accountId !== undefined && oidc.account === undefined;
  prompts.get('login')?.checks.add(new interactionPolicy.Check('no_account', 'the account is disabled', isGone));
  return prompts;
}

async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, account, session, provider, result } = oidc;
  if (!client || !account) return undefined;
  const grantId = result?.consent?.grantId ?? session?.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  if (known?.accountId === account.accountId) return known;
  if (client.clientId !== pagesClient) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

type Token = Parameters<NonNullable<Configuration['extraTokenClaims']>>[1];

/** Another system has the role it was given; where people sign in to it, it acts for them as members, whoever they are. */
async function roleOf(ctx: KoaContextWithOIDC, token: Token, claimsOf: ProviderSettings['claimsOf']): Promise<string> {
  if (!('accountId' in token)) return ctx.oidc.client?.role as string;
  if (token.clientId !== pagesClient) return 'member';
  return (await claimsOf(token.accountId))?.role ?? 'member';
}
