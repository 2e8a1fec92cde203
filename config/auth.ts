import type { Auth } from '../services/gateway/admission.ts';
import { accessTokenFormat, providerPath } from '../services/identity/identity.contract.ts';
import { type Env, EnvError } from './env.ts';

/**
 * Who the gateway lets in. Open is the default of a single process that listens on loopback, where nobody comes from
 * outside, and is refused on any other address.
 * @throws EnvError
 */
export function authOf(env: Env): Auth {
  if (!asksForTokens(env)) {
    if (isLoopback(env.HOST) && (env.AUTH === 'open' || env.NATS_URL === undefined)) return { mode: 'open' };
    throw new EnvError(env.AUTH === 'open' ? openToAll(env.HOST) : undecided(env));
  }
  if (env.AUTH === 'open') throw new EnvError('AUTH is "open", but AUTH_ISSUER says whose tokens count: unset one.');
  const audience = env.AUTH_AUDIENCE;
  if (env.AUTH_ISSUER !== undefined)
    return { mode: 'oidc', external: true, issuer: env.AUTH_ISSUER, audience, algorithms: env.AUTH_ALGORITHMS };
  const { algorithm, type } = accessTokenFormat;
  const issuer = publicUrlOf(env) + providerPath;
  return { mode: 'oidc', external: false, issuer, audience, algorithms: [algorithm], type };
}

/** Do members check out and return themselves? Where they sign in, the desk or a kiosk does it unless one says so. */
export function hasSelfService(env: Env): boolean {
  return env.SELF_SERVICE === undefined ? !asksForTokens(env) : env.SELF_SERVICE === 'on';
}

/** Does our own identity service issue the tokens? */
export function isIssuer(env: Env): boolean {
  return env.AUTH === 'oidc' && env.AUTH_ISSUER === undefined;
}

/**
 * Where browsers find the gateway. Tokens name it, so it has to be known before anything listens.
 * @throws EnvError
 */
export function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Env): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL;
  if (PORT === 0 || ['0.0.0.0', '::'].includes(HOST)) throw new EnvError(noAddress);
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}

function asksForTokens({ AUTH, AUTH_ISSUER }: Env): boolean {
  return AUTH === 'oidc' || AUTH_ISSUER !== undefined;
}

/** Does nobody reach it but programs of this machine? */
export function isLoopback(host: string): boolean {
  return /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host);
}

const tokens = 'AUTH=oidc lets only those in who sign in; AUTH_ISSUER=https://… those with tokens of another issuer.';

function openToAll(host: string): string {
  return `HOST is "${host}", where others can reach the gateway: it does not start open. ${tokens}`;
}

function undecided(env: Env): string {
  const reason = isLoopback(env.HOST) ? 'is one of several processes' : `listens on ${env.HOST}`;
  const open = isLoopback(env.HOST) ? ' AUTH=open lets everyone in who reaches this machine itself.' : '';
  return `The gateway ${reason}: say whom it lets in. ${tokens}${open}`;
}

const noAddress = 'PUBLIC_URL is not set, but AUTH=oidc needs the address that browsers use: PUBLIC_URL=https://…';
