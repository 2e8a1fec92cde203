import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceBroker } from 'moleculer';
import { callProvider, type ProviderRequest } from '../identity/identity.api.contract.ts';
import { providerPath } from '../identity/identity.contract.ts';
import { addressOf } from './address.ts';
import { readText } from './body.ts';
import { ProblemError, problems } from './problems.ts';

/** Does the request go to the OpenID provider? */
export function isForProvider(path: string): boolean {
  return path.startsWith(`${providerPath}/`);
}

/** Hands a request on to the provider, wherever the identity service runs, and answers what it answers. */
export async function passToProvider(
  broker: ServiceBroker,
  request: IncomingMessage,
  response: ServerResponse,
  { bodyLimit, proxies }: { readonly bodyLimit: number; readonly proxies: number },
): Promise<void> {
  const { method = '', url = '' } = request;
  if (!methods.includes(method)) throw new ProblemError(problems.methodNotAllowed(methods.join(', ')));
  const asked: ProviderRequest = {
    method,
    url: url.slice(providerPath.length),
    headers: passedOn(request),
    body: method === 'POST' ? await readText(request, bodyLimit) : '',
    address: addressOf(request, proxies),
  };
  const requestID = String(response.getHeader('X-Request-Id'));
  const { status, headers, body } = await callProvider(broker, 'identity.respond', asked, {
    requestID,
  });
  if (status === 404) throw new ProblemError(problems.noSuchPath());
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string | string[]);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}

const methods = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** What the provider looks at; nothing that says where the request comes from, which the gateway knows better. */
const names = [
  'accept',
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'content-type',
  'cookie',
  'origin',
];

function passedOn({ headers }: IncomingMessage): Record<string, string> {
  const given = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
