import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { ServiceBroker } from 'moleculer';
import { refuseOthers } from '../../../mixins/ownership.ts';
import type { ActionRoute, GrpcService } from '../../../mixins/system.ts';
import type { Admission, Admit } from '../admission.ts';
import { clientOf } from '../client.ts';
import { newId } from '../ids.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { Offer } from '../offer.ts';
import { idOfKey } from '../params.ts';
import { ProblemError, problemOf, problems } from '../problems.ts';
import { ownerOf } from '../stream/request.ts';
import { type AnyCall, addressOf, beginCall, failureOf, patienceOf, told } from './call.ts';
import type { Changes } from './changes.ts';
import { type WatchCall, watchRows } from './watch.ts';

/** What the methods need of the gateway. */
export interface Entrance {
  readonly broker: ServiceBroker;
  readonly admit: Admit;
  readonly limit: RateLimit | undefined;
  readonly offer: Offer;
  /** By the service of the view. */
  readonly changes: ReadonlyMap<string, Changes>;
  readonly logger: { error(text: string, error: unknown): void };
}

type Fields = Readonly<Record<string, unknown>>;

type Unary = (call: ServerUnaryCall<Fields, unknown>, answer: sendUnaryData<unknown>) => void;

type Watching = (call: WatchCall) => void;

/** What the methods of a service of gRPC do. */
export function methodsOf({ methods }: GrpcService, entrance: Entrance): Readonly<Record<string, Unary | Watching>> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, does]) => [
      name,
      typeof does === 'string' ? answering(does, entrance) : watching(does.watches, entrance),
    ]),
  );
}

/** A method that an action answers, called as its route calls it. */
function answering(action: string, entrance: Entrance): Unary {
  const route = entrance.offer.routes.find((one) => 'action' in one && one.action === action) as
    | ActionRoute
    | undefined;
  if (!route) throw new Error(`gRPC has a method for ${action}, which has no route`);
  return (call, answer) => {
    const requestID = beginCall(call);
    const run = async () => {
      const admitted = await admit(entrance, call, action);
      const key = route.method === 'GET' ? undefined : keyOf(call, admitted.caller, endpointOf(route, call.request));
      const params = route.creates === true ? { ...call.request, id: key ?? newId() } : call.request;
      admitted.check(params);
      const isKeyed = key !== undefined && route.creates !== true;
      const client = clientOf(admitted.caller, addressOf(call));
      const meta = { ...admitted.meta, client, ...(isKeyed && { requestKey: key }) };
      return entrance.broker.call(action, params, { meta, requestID, ...timeoutOf(call) });
    };
    run().then(
      (found) => answer(null, found),
      (error) => answer(failure(entrance, error, requestID)),
    );
  };
}

/** A method that streams the changes of a live view. */
function watching(view: string, entrance: Entrance): Watching {
  const live = entrance.offer.live.find((one) => one.view === view);
  const changes = entrance.changes.get(view);
  if (!live || !changes) throw new Error(`gRPC has a method that watches ${view}, which is no live view`);
  return (call) => {
    const requestID = beginCall(call);
    const run = async () => {
      const admitted = await admit(entrance, call, live.lists);
      const ownerId = ownerOf(call.request, live);
      refuseOthers(admitted, ownerId);
      watchRows(call, ownerId, changes);
    };
    run().catch((error) => call.emit('error', failure(entrance, error, requestID)));
  };
}

/** The request as HTTP writes it: `PATCH /rentals/R1`. */
function endpointOf({ method, path }: ActionRoute, given: Fields): string {
  return `${method} ${path.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name]))}`;
}

/**
 * The call's Idempotency-Key as an id, as HTTP has it: a request that was begun there can be repeated here.
 * @throws ProblemError 400
 */
function keyOf(call: AnyCall, caller: Admission['caller'], endpoint: string): string | undefined {
  const key = told(call, 'idempotency-key');
  return key === undefined ? undefined : idOfKey(key, caller, endpoint);
}

/** Lets a call in as a request over HTTP is, and counts it. */
async function admit({ admit, limit }: Entrance, call: AnyCall, name: string): Promise<Admission> {
  const admitted = admit(told(call, 'authorization'), name, told(call, 'x-acting-as'));
  if (limit) {
    const { caller } = await admitted.catch((): Partial<Admission> => ({}));
    await limit.count(clientOf(caller, addressOf(call)));
  }
  return admitted;
}

/** An action is waited for no longer than the client waits. */
function timeoutOf(call: AnyCall): { readonly timeout?: number } {
  const patience = patienceOf(call, Date.now());
  if (patience === undefined) return {};
  if (patience <= 0) throw new ProblemError(problems.unavailable());
  return { timeout: patience };
}

function failure({ logger }: Entrance, error: unknown, requestId: string) {
  const problem = problemOf(error);
  if (problem.status === 500) logger.error(`Request ${requestId} failed.`, error);
  return failureOf(problem, requestId);
}
