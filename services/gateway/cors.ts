import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * CORS (the Fetch standard): lets pages of other origins use the API. moleculer-web's own takes an origin that is part
 * of an allowed one. There are no cookies to send along: who a page asks for is in its token.
 */

/** `['*']` for all. */
export type Origins = readonly string[];

/** What a page may send, besides what any form can. */
const sendable = 'Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Request-Id';
/** What a page may read of an answer, besides what it always can. */
const readable = 'ETag, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id';
/** Seconds that a browser remembers what it may send. */
const maxAge = '600';

/** Marks the answer as one that a page may read, if its origin is allowed; a preflight learns what it may ask. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, origins: Origins, methods = ''): void {
  const isForAll = origins.includes('*');
  if (!isForAll) response.appendHeader('Vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !(isForAll || origins.includes(origin))) return;
  response.setHeader('Access-Control-Allow-Origin', isForAll ? '*' : origin);
  response.setHeader('Access-Control-Expose-Headers', readable);
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return;
  response.setHeader('Access-Control-Allow-Methods', methods);
  response.setHeader('Access-Control-Allow-Headers', sendable);
  response.setHeader('Access-Control-Max-Age', maxAge);
}
