import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from: the address of the connection or, behind `proxies` of our own, the one that the
 * outermost of them has seen. What stands before it in X-Forwarded-For the client may have written itself.
 */
export function addressOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const seen = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const way = [...seen, socket.remoteAddress ?? ''];
  return way.at(-1 - proxies) ?? way[0] ?? '';
}
