import type { IncomingMessage, ServerResponse } from 'node:http';
import { pagesClient } from '../../identity/identity.contract.ts';
import { type Auth, hasOwnProvider } from '../admission.ts';
import { sendFile } from '../file.ts';
import { ProblemError, problems } from '../problems.ts';
import { type Asset, assetOf, readAssets } from './assets.ts';

/** Where the pages are, beside the API. */
const root = '/app';

/** Answers the requests for pages; every path under the root that is no file is the one page that the script fills. */
export class Pages {
  private readonly assets: ReadonlyMap<string, Asset>;
  private readonly policy: string;

  /** `folder` is what the build has made; `roles` are those that people can have. */
  constructor(folder: string, auth: Auth, roles: readonly string[]) {
    const assets = readAssets(folder);
    this.assets = assets.size === 0 ? assets : new Map([...assets, ['settings.json', settingsAsset(auth, roles)]]);
    this.policy = contentSecurityPolicy(hasOwnProvider(auth) ? undefined : issuerOf(auth));
  }

  /** Is the request for a page? One for `/` is, if a person asks: that is where the address of a system leads. */
  wants({ method, headers }: IncomingMessage, path: string): boolean {
    if (this.assets.size === 0) return false;
    if (path === '/') return isRead(method) && (headers.accept ?? '').includes('text/html');
    return path === root || path.startsWith(`${root}/`);
  }

  /** @throws ProblemError 404, 405 */
  answer(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (!isRead(request.method)) throw new ProblemError(problems.methodNotAllowed('GET, HEAD'));
    if (path === '/') {
      response.writeHead(303, { Location: `${root}/`, Vary: 'Accept' }).end();
      return;
    }
    const asset = this.find(path.slice(root.length + 1));
    if (!asset) throw new ProblemError(problems.noSuchPath());
    send(request, response, asset, this.policy);
  }

  private find(name: string): Asset | undefined {
    const isFile = name.includes('.');
    return this.assets.get(isFile ? name : 'index.html');
  }
}

/** What the pages have to know of how people sign in, and as what. */
function settingsAsset(auth: Auth, roles: readonly string[]): Asset {
  const signIn = auth.mode === 'open' ? { auth: 'open' } : { auth: 'oidc', issuer: auth.issuer, client: pagesClient };
  return assetOf('settings.json', Buffer.from(JSON.stringify({ ...signIn, roles })));
}

function issuerOf(auth: Auth): string | undefined {
  return auth.mode === 'open' ? undefined : new URL(auth.issuer).origin;
}

function isRead(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

function send(request: IncomingMessage, response: ServerResponse, asset: Asset, policy: string): void {
  const headers = {
    'Cache-Control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    Vary: 'Accept-Encoding',
  };
  sendFile(request, response, { ...asset, headers });
}

/** Only what the gateway serves itself runs, and no script or style is written into a page. */
function contentSecurityPolicy(issuer: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", issuer].filter(Boolean).join(' '),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
