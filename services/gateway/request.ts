import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import querystring from 'node:querystring';
import type { Context, Service } from 'moleculer';
import { answerAllowed, answerJson, answerProblem } from './answer.ts';
import { readObject } from './body.ts';
import { requestIdOf, securityHeaders } from './headers.ts';
import { idOf, isKey } from './idempotency.ts';
import { newId } from './ids.ts';
import { type Given, paramsOf, refuseQuery } from './params.ts';
import { ProblemError, problemOf, problems } from './problems.ts';
import { type ActionRoute, pathOf, resourcesOf, routes } from './routes.ts';

/** A request's way in and out: the methods of moleculer-web that the gateway does its own way. */

export interface Gateway extends Service<Settings> {
  listener: Server;
  url: string;
  httpHandler: RequestListener;
  sendError(request: Request, response: ServerResponse, error: unknown): void;
}

interface Settings {
  readonly host: string;
  readonly port: number;
  readonly bodyLimit: number;
  readonly graceMs: number;
}

/** What moleculer-web adds to a request on its way. */
interface Request extends IncomingMessage {
  url: string;
  method: string;
  $alias: Pick<ActionRoute, 'creates'> & { readonly fullPath: string };
  $params: Given;
}

const resources = resourcesOf(routes);
/** Whose Idempotency-Keys they are: everyone's, as long as callers are not told apart. */
const scope = 'anonymous';

/** Only what the table holds goes on to moleculer-web, which knows neither 405 nor OPTIONS. */
export async function enter(this: Gateway, request: Request, response: ServerResponse): Promise<void> {
  const requestID = requestIdOf(request.headers['x-request-id']);
  response.setHeader('X-Request-Id', requestID);
  for (const [name, value] of securityHeaders) response.setHeader(name, value);
  try {
    const path = pathOf(request.url);
    const resource = resources.find(({ pattern }) => pattern.test(path));
    if (!resource) throw new ProblemError(problems.noSuchPath());
    if (!resource.methods.has(request.method)) throw new ProblemError(problems.methodNotAllowed(resource.allow));
    if (request.method === 'OPTIONS') answerAllowed(response, resource.allow);
    else await this.actions.rest?.({ req: request, res: response }, { requestID, tracking: false });
  } catch (error) {
    this.sendError(request, response, error);
  }
}

/** Flat, unlike moleculer-web's own: `a[b]=1` is a parameter named `a[b]`; a repeated one becomes an array. */
export function splitUrl({ url }: Request): { url: string; query: Given } {
  const mark = url.indexOf('?');
  if (mark === -1) return { url, query: {} };
  return { url: url.slice(0, mark), query: querystring.parse(url.slice(mark + 1)) };
}

/** Makes the action's parameters of path, query and body, which come apart (`mergeParams: false`). */
export async function prepare(this: Gateway, _context: Context, _route: unknown, request: Request): Promise<void> {
  const { params: path, query } = request.$params as { params: Given; query: Given };
  if (request.method === 'GET' || request.method === 'HEAD') {
    request.$params = paramsOf(path, query);
    return;
  }
  refuseQuery(query);
  const known = request.$alias.creates ? { ...path, id: idFor(request) } : path;
  request.$params = paramsOf(known, await readObject(request, this.settings.bodyLimit));
}

function idFor(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return newId();
  if (typeof key !== 'string' || !isKey(key)) throw new ProblemError(problems.malformedKey());
  return idOf(scope, key);
}

export function succeed(this: Gateway, request: Request, response: ServerResponse, data: unknown): void {
  partWhenStopping(this.listener, response);
  const { creates, fullPath } = request.$alias;
  if (creates) response.setHeader('Location', `${fullPath}/${request.$params.id}`);
  answerJson(response, creates ? 201 : 200, data ?? null);
}

export function fail(this: Gateway, _request: Request, response: ServerResponse, error: unknown): void {
  if (response.headersSent) return;
  partWhenStopping(this.listener, response);
  const problem = problemOf(error);
  const requestId = String(response.getHeader('X-Request-Id'));
  if (problem.status === 500) this.logger.error(`Request ${requestId} failed.`, error);
  answerProblem(response, problem, requestId);
}

/** While the gateway stops, an answer is the last one on its connection. */
function partWhenStopping(listener: Server, response: ServerResponse): void {
  if (!listener.listening) response.setHeader('Connection', 'close');
}
