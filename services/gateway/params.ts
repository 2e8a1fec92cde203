import type { IncomingMessage } from 'node:http';
import type { ActionRoute, Given } from '../../mixins/system.ts';
import type { Caller } from '../identity/identity.contract.ts';
import { readObject } from './body.ts';
import { idOf, isKey, scopeOf } from './idempotency.ts';
import { newId } from './ids.ts';
import { ProblemError, problems } from './problems.ts';
import { pathOf, takesBody } from './routes.ts';

/** Path and query, apart: moleculer-web does not merge them (`mergeParams: false`). */
export interface Target {
  readonly params: Given;
  readonly query: Given;
}

/** The parameters of a route's action. Throws `ProblemError` when the request does not fit. */
export async function paramsFor(
  route: ActionRoute,
  { params: path, query }: Target,
  request: IncomingMessage,
  bodyLimit: number,
  now: number,
  caller?: Caller,
): Promise<Given> {
  const { creates, bodiless, accepts } = route;
  if (!takesBody(route)) return merged(path, query);
  refuseUnknown(Object.keys(query));
  const known = creates === true ? { ...path, id: keyOf(request, caller) ?? newId() } : path;
  if (bodiless && !hasBody(request)) return known;
  const body = await readObject(request, bodyLimit);
  const given = accepts ? accepts(body, now) : body;
  return merged(typeof creates === 'function' ? { ...known, id: creates(given) } : known, given);
}

/** What the client gave and what the gateway knows (path, new id); the former cannot override the latter. */
export function merged(known: Given, given: Given): Given {
  refuseUnknown(Object.keys(known).filter((name) => Object.hasOwn(given, name)));
  return { ...given, ...known };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refuseUnknown(names: readonly string[]): void {
  if (names.length > 0) throw new ProblemError(problems.unknownFields(names));
}

/**
 * The request's Idempotency-Key within its scope, as an id: the same for each repeat. Without one `undefined`.
 * @throws ProblemError 400
 */
export function keyOf({ headers, method, url = '' }: Keyed, caller: Caller | undefined): string | undefined {
  const key = headers['idempotency-key'];
  return key === undefined ? undefined : idOfKey(key, caller, `${method} ${pathOf(url)}`);
}

type Keyed = Pick<IncomingMessage, 'headers' | 'method' | 'url'>;

/** @throws ProblemError 400 */
export function idOfKey(key: string | string[], caller: Caller | undefined, endpoint: string): string {
  if (typeof key !== 'string' || !isKey(key)) throw new ProblemError(problems.malformedKey());
  return idOf(scopeOf(caller, endpoint), key);
}
