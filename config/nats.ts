import type { ConnectionOptions } from 'nats';

/**
 * When a server counts as gone, in milliseconds: it does not greet within `timeout`, or two pings stay unanswered. By
 * default that takes 20 seconds and four minutes.
 */
const patience = { timeout: 2_000, pingInterval: 2_000, maxPingOut: 2 };

/** Where NATS is and how to get in. The client takes credentials and TLS apart from the addresses. */
export function natsConnection(urls: string): ConnectionOptions {
  const all = urls.split(',').map((url) => new URL(url));
  const { username, password } = all.find((url) => url.username !== '') ?? { username: '', password: '' };
  return {
    ...patience,
    servers: all.map(({ host }) => host),
    ...(username !== '' && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(all.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
  };
}
