import * as oauth from 'oauth4webapi';
import { roleOf, storedTokens, storeTokens, type Tokens } from './tokens.ts';

/** OpenID Connect as a public client does it: authorization code with PKCE (RFC 9700, OAuth 2.0 for browser apps). */

export interface Issuer {
  readonly issuer: string;
  readonly client: string;
}

/** What somebody was about to do when they were asked who they are. */
export interface Errand {
  /** The name of the system whose pages go on with it. */
  readonly of: string;
  readonly what: string;
}

const place = 'yeyak.sign-in';
const returnPath = '/app/signed-in';
const redirect = () => location.origin + returnPath;

/** What has to be known again when the browser comes back. */
interface Begun extends Left {
  readonly verifier: string;
  readonly state: string;
}

/** Where the browser was, and what for. */
export interface Left {
  readonly from: string;
  /** What the page had kept with its entry in the browser's history: how far it was scrolled. */
  readonly kept?: unknown;
  readonly errand?: Errand;
}

/**
 * Leaves for the issuer's sign-in page, and comes back to the page it left.
 * @param prompt `login` asks for a name and password even of somebody who is signed in at the issuer
 */
export async function leaveToSignIn(
  issuer: Issuer,
  language: string,
  errand?: Errand,
  prompt?: 'login',
): Promise<never> {
  const server = await discover(issuer);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const begun: Begun = { ...leftNow(errand), verifier, state };
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
    ...(prompt && { prompt }),
  }).toString();
  location.assign(target);
  return new Promise(() => {});
}

/** Who tries once more on the page that says it failed goes back to where they first came from. */
function leftNow(errand: Errand | undefined): Left {
  if (location.pathname === returnPath) return storedBegun();
  const from = location.pathname + location.search + location.hash;
  return { from, kept: history.state, ...(errand && { errand }) };
}

function storedBegun(): Left & Partial<Begun> {
  return JSON.parse(sessionStorage.getItem(place) ?? '{"from":"/app/"}') as Left & Partial<Begun>;
}

/** Takes what the issuer has sent the browser back with. @returns where it was before; @throws when that is no good */
export async function finishSignIn(issuer: Issuer): Promise<Left> {
  const { verifier, state, ...left } = storedBegun();
  if (!verifier || !state) return { from: '/app/' };
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
  sessionStorage.removeItem(place);
  return left;
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
