import { inject } from 'light-my-request';
import type { Provider } from 'oidc-provider';
import type { ProviderRequest } from '../identity.api.contract.ts';
import { type ProviderResponse, providerPath } from '../identity.contract.ts';
import { contentSecurityPolicy } from '../pages/page.ts';

/**
 * Hands the provider a request that has come as a call, not through a socket, and answers what it answers.
 * `publicUrl` is where the browser has sent it.
 */
export async function dispatch(
  provider: Provider,
  publicUrl: string,
  { method, url, headers, body, address }: ProviderRequest,
): Promise<ProviderResponse> {
  const { host, protocol } = new URL(publicUrl);
  const forwarded = { host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-for': address };
  const handle = provider.callback();
  const response = await inject(
    (request, answer) => {
      Object.assign(request, { originalUrl: providerPath + request.url });
      answer.setHeader('Content-Security-Policy', contentSecurityPolicy());
      void handle(request, answer);
    },
    {
      method,
      url,
      headers: { ...headers, ...forwarded, ...(isForPrograms(url) && { accept: 'application/json' }) },
      ...(body !== '' && { payload: body }),
    },
  );
  return { status: response.statusCode, headers: ownHeaders(response.headers), body: response.body };
}

/** Programs read JSON (RFC 6749, 5.2), even those that say they accept HTML, as browsers do. */
function isForPrograms(url: string): boolean {
  return /^\/(token|jwks|me|\.well-known)(\/|\?|$)/.test(url);
}

/** Without those that concern the connection: the gateway's is another one. */
function ownHeaders(headers: object): ProviderResponse['headers'] {
  const connection = ['connection', 'keep-alive', 'transfer-encoding', 'date', 'content-length'];
  const own = Object.entries(headers).filter(([name, value]) => value !== undefined && !connection.includes(name));
  return Object.fromEntries(own.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]));
}
