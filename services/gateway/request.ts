import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import querystring from 'node:querystring';
import type { Context, Service } from 'moleculer';
import { answerAllowed, answerJson, answerProblem } from './answer.ts';
import { requestIdOf, securityHeaders } from './headers.ts';
import { type Given, paramsFor, type Target } from './params.ts';
import { ProblemError, problemOf, problems } from './problems.ts';
import { type ActionRoute, pathOf, resourcesOf, routes } from './routes.ts';

/** A request's way in and out: the methods of moleculer-web that the gateway does its own way. */

export interface Gateway extends Service<Settings> {
  server: Server;
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
  $ctx: Context;
  $params: Target;
}

/** How moleculer-web answers an alias: `next` takes what went wrong. */
export type Handler = (
  this: Gateway,
  request: Request,
  response: ServerResponse,
  next: (error: unknown) => void,
) => void;

const resources = resourcesOf(routes);

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

/**
 * Answers with what the route's action says. Called by name, so that its node is chosen by its own parameters:
 * for an alias to an action moleculer-web chooses before it has any.
 */
export function callOf(route: ActionRoute): Handler {
  return function call(request, response, next) {
    answerCall(this, route, request, response).catch(next);
  };
}

async function answerCall(
  { server, settings }: Gateway,
  route: ActionRoute,
  request: Request,
  response: ServerResponse,
): Promise<void> {
  const params = await paramsFor(route, request.$params, request, settings.bodyLimit);
  const data = await request.$ctx.call(route.action, params);
  partWhenStopping(server, response);
  if (route.creates) response.setHeader('Location', `${route.path}/${params.id}`);
  answerJson(response, route.creates ? 201 : 200, data ?? null);
}

export function fail(this: Gateway, _request: Request, response: ServerResponse, error: unknown): void {
  if (response.headersSent) return;
  partWhenStopping(this.server, response);
  const problem = problemOf(error);
  const requestId = String(response.getHeader('X-Request-Id'));
  if (problem.status === 500) this.logger.error(`Request ${requestId} failed.`, error);
  answerProblem(response, problem, requestId);
}

/** While the gateway stops, an answer is the last one on its connection. */
function partWhenStopping(server: Server, response: ServerResponse): void {
  if (!server.listening) response.setHeader('Connection', 'close');
}
