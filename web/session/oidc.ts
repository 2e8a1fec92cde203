import * as oauth from 'oauth4webapi';
import { roleOf, storedTokens, storeTokens, type Tokens } from './tokens.ts';

/** OpenID Connect as a public client does it: authorization code with PKCE (RFC 9700, OAuth 2.0 for browser apps). */

export interface Issuer {
  readonly issuer: string;
  readonly client: string;
}

const place = 'yeyak.sign-in';
const redirect = () => `${location.origin}/app/signed-in`;

/** What has to be known again when the browser comes back. */
interface Begun {
  readonly verifier: string;
  readonly state: string;
  readonly from: string;
}

/** Leaves for the issuer's sign-in page, and comes back to the page it left. */
export async function leaveToSignIn(issuer: Issuer, language: string): Promise<never> {
  const server = await discover(issuer);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const begun: Begun = { verifier, state, from: location.pathname + location.search + location.hash };
  sessionStorage.setItem(place, JSON.stringify(begun));
  const target = new URL(server.authorization_endpoint ?? '');
  target.search = new URLSearchParams({
    client_id: issuer.client,
    redirect_uri: redirect(),
    response_type: 'code',
    scope: 'openid',
    ui_locales: language,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  }).toString();
  location.assign(target);
  return new Promise(() => {});
}

/** Takes what the issuer has sent the browser back with. @returns where it was before; @throws when that is no good */
export async function finishSignIn(issuer: Issuer): Promise<string> {
  const { verifier, state, from } = JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<Begun>;
  sessionStorage.removeItem(place);
  if (!verifier || !state) return '/app/';
  const server = await discover(issuer);
  const client = { client_id: issuer.client };
  const parameters = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirect(),
    verifier,
    options(issuer),
  );
  keep(await oauth.processAuthorizationCodeResponse(server, client, response, { requireIdToken: true }));
  return from ?? '/app/';
}

/** Gets new tokens for old ones. @throws when there are none to be had */
export async function renew(issuer: Issuer, refreshToken: string): Promise<Tokens> {
  const server = await discover(issuer);
  const client = { client_id: issuer.client };
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options(issuer));
  return keep(await oauth.processRefreshTokenResponse(server, client, response));
}

/** Leaves for the issuer's page for signing out. */
export async function leaveToSignOut(issuer: Issuer, idToken: string): Promise<void> {
  const { end_session_endpoint: endpoint } = await discover(issuer);
  if (!endpoint) return location.assign('/app/');
  const target = new URL(endpoint);
  target.search = new URLSearchParams({
    id_token_hint: idToken,
    post_logout_redirect_uri: `${location.origin}/app/`,
  }).toString();
  location.assign(target);
}

function keep(answer: oauth.TokenEndpointResponse): Tokens {
  const before = storedTokens();
  const claims = oauth.getValidatedIdTokenClaims(answer);
  const person = claims ? { id: claims.sub, role: roleOf(claims.role ?? claims.roles) } : before?.person;
  if (!person) throw new Error('the issuer does not say who it is');
  const tokens: Tokens = {
    access: answer.access_token,
    expiresAt: Date.now() + (answer.expires_in ?? 60) * 1_000,
    id: answer.id_token ?? before?.id ?? '',
    person,
    ...(answer.refresh_token && { refresh: answer.refresh_token }),
  };
  storeTokens(tokens);
  return tokens;
}

async function discover(issuer: Issuer): Promise<oauth.AuthorizationServer> {
  const address = new URL(issuer.issuer);
  const response = await oauth.discoveryRequest(address, options(issuer));
  return oauth.processDiscoveryResponse(address, response);
}

/** Without TLS only where browsers allow it, which is on loopback. */
function options({ issuer }: Issuer) {
  return { [oauth.allowInsecureRequests]: issuer.startsWith('http:') };
}
