import type { IncomingMessage } from 'node:http';
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

function isLoopbackName(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name);
}
