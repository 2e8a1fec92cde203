import type { ConnectionOptions } from 'nats';

/**
 * A connection that lasts: it is tried again without end, and counts as lost when the server is silent, as one
 * behind a broken network is. In milliseconds; the client's own would notice after four minutes and then wait 20 s
 * for each attempt.
 */
const lasting = {
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  timeout: 2_000,
  pingInterval: 2_000,
  maxPingOut: 2,
} as const satisfies ConnectionOptions;

/** Where NATS is and how to get in and stay. The client takes credentials and TLS apart from the addresses. */
export function natsConnection(urls: string): ConnectionOptions {
  const all = urls.split(',').map((url) => new URL(url));
  const { username, password } = all.find((url) => url.username !== '') ?? { username: '', password: '' };
  return {
    ...lasting,
    servers: all.map(({ host }) => host),
    ...(username !== '' && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(all.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
  };
}
