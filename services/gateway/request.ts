import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import querystring from 'node:querystring';
import type { Context, Service } from 'moleculer';
import { nowOf } from '../../mixins/clock.ts';
import { refuseOthers } from '../../mixins/ownership.ts';
import type { ActionRoute, Given, LiveView } from '../../mixins/system.ts';
import { addressOf } from './address.ts';
import { type Admission, type Admit, type Auth, hasOwnProvider } from './admission.ts';
import { type Answer, answerAllowed, answerJson, answerProblem } from './answer.ts';
import { local } from './builtin-endpoints.ts';
import { clientOf } from './client.ts';
import { compressAnswer } from './compression.ts';
import { allowOrigin, type Origins } from './cors.ts';
import { sendFile } from './file.ts';
import type { Changes } from './grpc/changes.ts';
import { requestIdOf, securityHeaders } from './headers.ts';
import { refuseForeign, refuseForeignPage, takeHost } from './host.ts';
import { isFor } from './http.metrics.ts';
import { countRequest } from './limits/count-request.ts';
import type { Rate, RateLimit } from './limits/rate-limit.ts';
import type { Offer } from './offer.ts';
import type { Pages } from './pages/site.ts';
import { keyOf, paramsFor, type Target } from './params.ts';
import { ProblemError, problemOf, problems } from './problems.ts';
import { isForProvider, passToProvider } from './provider.ts';
import type { Replays } from './replays.ts';
import { accessNameOf, isProbe, pathOf, type Route } from './routes.ts';
import type { Queues } from './stream/queues.ts';
import { ownerOf, positionOf } from './stream/request.ts';
import type { StreamLimits, Streams } from './stream/streams.ts';
import type { ViewNodeWatcher } from './stream/view-node-watcher.ts';

/** A request's way in and out: the methods of moleculer-web that the gateway does its own way. */

export interface Gateway extends Service<Settings> {
  /** Once it listens. */
  server?: Server;
  url: string;
  /** What the person who starts the process has to know. */
  notice: string | undefined;
  offer: Offer;
  admit: Admit;
  limit: RateLimit | undefined;
  /** By the service of the view. */
  streams: ReadonlyMap<string, Streams>;
  /** Those who read through gRPC, by the service of the view. */
  changes: ReadonlyMap<string, Changes>;
  viewNodes: ViewNodeWatcher;
  /** By the service of the view, where a change of one row moves others. */
  queues: ReadonlyMap<string, Queues>;
  pages: Pages;
  replays: Replays;
  /** Called when a request comes. */
  counted(method: string, response: ServerResponse): void;
  drainGrpc(): Promise<void>;
  httpHandler: RequestListener;
  sendError(request: Request, response: ServerResponse, error: unknown): void;
}

interface Settings {
  readonly host: string;
  readonly port: number;
  readonly bodyLimit: number;
  readonly sharing: boolean;
  readonly patienceMs: number;
  readonly idleMs: number;
  readonly proxies: number;
  readonly hosts: readonly string[];
  readonly graceMs: number;
  readonly auth: Auth;
  readonly selfService: boolean;
  readonly rate?: Rate;
  readonly origins: Origins;
  readonly streams: StreamLimits;
  readonly pages: string;
}

/** What moleculer-web adds to a request on its way. */
interface Request extends IncomingMessage {
  url: string;
  method: string;
  $ctx: Context;
  $params: Target;
}

/** What moleculer-web keeps of `aliasesOf`. */
interface Alias {
  readonly endpoint: Route;
}

/** moleculer-web finds the route. It knows neither 405 nor OPTIONS, so what it does not find is looked at here. */
export async function enter(this: Gateway, request: Request, response: ServerResponse): Promise<void> {
  const requestID = requestIdOf(request.headers['x-request-id']);
  this.counted(request.method, response);
  response.setHeader('X-Request-Id', requestID);
  for (const [name, value] of securityHeaders) response.setHeader(name, value);
  try {
    const { auth, hosts, origins } = this.settings;
    const host = takeHost(request);
    if (auth.mode === 'open') {
      refuseForeign(host, hosts);
      refuseForeignPage(request, hosts, origins);
    }
    const path = pathOf(request.url);
    if (hasOwnProvider(auth) && isForProvider(path)) {
      await passToProvider(this.broker, request, response, this.settings);
      return;
    }
    compressAnswer(request, response);
    if (this.pages.wants(request, path)) return this.pages.answer(request, response, path);
    const isOptions = request.method === 'OPTIONS';
    if (origins.length > 0)
      allowOrigin(request, response, origins, isOptions ? allowedAt(this.offer, path) : undefined);
    // It answers null when no path of the table is this one with this method.
    const isAnswered =
      !isOptions && (await this.actions.rest?.({ req: request, res: response }, { requestID })) === true;
    if (isAnswered || response.headersSent) return;
    const allow = allowedAt(this.offer, path);
    if (allow === undefined) throw new ProblemError(problems.noSuchPath());
    if (!isOptions) throw new ProblemError(problems.methodNotAllowed(allow));
    answerAllowed(response, allow);
  } catch (error) {
    this.sendError(request, response, error);
  }
}

/** The methods that a path has, as the header `Allow` wants them; none when there is no such path. */
function allowedAt({ resources }: Offer, path: string): string | undefined {
  return resources.find(({ pattern }) => pattern.test(path))?.allow;
}

/** Flat, unlike moleculer-web's own: `a[b]=1` is a parameter named `a[b]`; a repeated one becomes an array. */
export function splitUrl({ url }: Request): { url: string; query: Given } {
  const mark = url.indexOf('?');
  if (mark === -1) return { url, query: {} };
  return { url: url.slice(0, mark), query: querystring.parse(url.slice(mark + 1)) };
}

/**
 * In the place of moleculer-web's own, which chooses the node before there are parameters to choose by, and then
 * calls that node.
 */
export async function answer(
  this: Gateway,
  request: Request,
  response: ServerResponse,
  { endpoint }: Alias,
): Promise<true> {
  const name = accessNameOf(endpoint);
  isFor(response, endpoint.path);
  const { span } = request.$ctx;
  if (span) span.name = `${endpoint.method} ${endpoint.path}`;
  const asked = this.admit(request.headers.authorization, name, [request.headers['x-acting-as']].flat()[0]);
  const admitted = await (this.limit && !isProbe(name)
    ? countRequest(this.limit, asked, request, response, this.settings)
    : asked);
  if ('live' in endpoint) return openStream(this, endpoint.live, request, response, admitted);
  const answer =
    'local' in endpoint
      ? await local[endpoint.local](this.broker, this.settings.auth, this.offer)
      : await call(endpoint, request, this, admitted);
  partWhenStopping(this.server, response);
  if ('etag' in answer) sendFile(request, response, answer);
  else answerJson(response, answer);
  return true;
}

function openStream(
  gateway: Gateway,
  live: LiveView,
  request: Request,
  response: ServerResponse,
  admitted: Admission,
): true {
  const ownerId = ownerOf(request.$params.query, live);
  refuseOthers(admitted, ownerId);
  gateway.streams.get(live.view)?.add(response, ownerId, positionOf(request));
  if (request.method === 'HEAD') response.end();
  return true;
}

async function call(
  route: ActionRoute,
  request: Request,
  { broker, settings: { bodyLimit, proxies }, replays }: Gateway,
  { caller, meta, check }: Admission,
): Promise<Answer> {
  const limit = route.bodyLimit ?? bodyLimit;
  const params = await paramsFor(route, request.$params, request, limit, nowOf(broker), caller);
  check(params);
  const requestKey = route.method === 'GET' ? undefined : keyOf(request, caller);
  const run = async (): Promise<Answer> => {
    const client = clientOf(caller, addressOf(request, proxies));
    const told = { ...meta, client, ...(requestKey !== undefined && { requestKey }) };
    const data = (await request.$ctx.call(route.action, params, { meta: told })) ?? null;
    return route.creates ? { status: 201, data, location: `${route.path}/${params.id}` } : { status: 200, data };
  };
  return requestKey === undefined || route.creates === true ? run() : replays.answer(requestKey, params, run);
}

export function fail(this: Gateway, _request: Request, response: ServerResponse, error: unknown): void {
  if (response.headersSent) return;
  partWhenStopping(this.server, response);
  const problem = problemOf(error);
  const requestId = String(response.getHeader('X-Request-Id'));
  if (problem.status === 500) this.logger.error(`Request ${requestId} failed.`, error);
  if (problem.status === 503) this.logger.info(`Request ${requestId} was turned away.`, error);
  answerProblem(response, problem, requestId);
}

/** While the gateway stops, an answer is the last one on its connection. */
function partWhenStopping(server: Server | undefined, response: ServerResponse): void {
  if (!server?.listening) response.setHeader('Connection', 'close');
}
