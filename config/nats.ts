import type { ConnectionOptions } from 'nats';

/** Where NATS is and how to get in. The client takes credentials and TLS apart from the addresses. */
export function natsConnection(urls: string): Pick<ConnectionOptions, 'servers' | 'user' | 'pass' | 'tls'> {
  const all = urls.split(',').map((url) => new URL(url));
  const { username, password } = all.find((url) => url.username !== '') ?? { username: '', password: '' };
  return {
    servers: all.map(({ host }) => host),
    ...(username !== '' && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(all.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
  };
}
