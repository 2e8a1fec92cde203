import type { IncomingMessage } from 'node:http';
import type { Origins } from './cors.ts';
import { ProblemError, problems } from './problems.ts';

/** The scheme and authority of an absolute-form target, `GET http://localhost:3000/books` (RFC 9112, 3.2.2). */
const absolute = /^https?:\/\/([^/?#]*)/i;

/**
 * The host that a request is meant for, as `localhost:3000`. An absolute-form target says it; then the request goes on
 * with the path alone.
 * @throws ProblemError 400 when it names two hosts
 */
export function takeHost(request: IncomingMessage & { url: string }): string {
  const names = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (names.length > 1) throw new ProblemError(problems.malformedRequest());
  const [start, authority] = absolute.exec(request.url) ?? [];
  if (start === undefined) return request.headers.host ?? '';
  const path = request.url.slice(start.length);
  request.url = path.startsWith('/') ? path : `/${path}`;
  return authority ?? '';
}

/**
 * Refuses a host that is not this machine. A page of another site can make its own name lead here (DNS rebinding), and
 * where everyone is let in, it could do everything. `known`: further names that lead here.
 * @throws ProblemError 421
 */
export function refuseForeign(host: string, known: readonly string[]): void {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!isLoopbackName(name) && !known.includes(name)) throw new ProblemError(problems.misdirected(name));
}

/**
 * Refuses a write that a page of another site sends. A form can be sent to this machine without asking it first, by its
 * own name, and a write that needs no body would be carried out. Reading is left to CORS: such a page sees no answer.
 * `allowed`: origins that may use the API.
 * @throws ProblemError 403
 */
export function refuseForeignPage(
  { method, headers: { origin } }: Pick<IncomingMessage, 'method' | 'headers'>,
  known: readonly string[],
  allowed: Origins,
): void {
  if (origin === undefined || ['GET', 'HEAD', 'OPTIONS'].includes(method ?? '')) return;
  if (allowed.includes('*') || allowed.includes(origin)) return;
  const name = URL.parse(origin)?.hostname ?? '';
  if (!isLoopbackName(name) && !known.includes(name)) throw new ProblemError(problems.foreignOrigin(origin));
}

function isLoopbackName(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name);
}
