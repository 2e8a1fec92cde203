import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { ServiceBroker } from 'moleculer';
import { refuseOthers } from '../../../mixins/ownership.ts';
import type { RequestKeyMeta } from '../../../mixins/request-key.ts';
import type { Admission, Admit } from '../admission.ts';
import { newId } from '../ids.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { idOfKey } from '../params.ts';
import { ProblemError, problemOf, problems } from '../problems.ts';
import { ownerOf } from '../stream/request.ts';
import { type AnyCall, addressOf, beginCall, failureOf, patienceOf, told } from './call.ts';
import type { Changes } from './changes.ts';
import { type WatchCall, watchPage } from './watch.ts';

/** What the methods need of the gateway. */
export interface Entrance {
  readonly broker: ServiceBroker;
  readonly admit: Admit;
  readonly limit: RateLimit | undefined;
  readonly logger: { error(text: string, error: unknown): void };
}

type Fields = Readonly<Record<string, unknown>>;

interface Asked extends RequestKeyMeta {
  readonly params: Fields;
}

type Unary = (call: ServerUnaryCall<Fields, unknown>, answer: sendUnaryData<unknown>) => void;

/** The methods of rental.proto. */
export function rentals(entrance: Entrance, changes: Changes) {
  /** A method that an action answers; `askedOf` says with what it is called. */
  const action = (name: string, askedOf: (call: AnyCall, given: Fields, admitted: Admission) => Asked): Unary => {
    return (call, answer) => {
      const requestID = beginCall(call);
      const run = async () => {
        const admitted = await admit(entrance, call, name);
        const { params, requestKey } = askedOf(call, call.request, admitted);
        admitted.check(params);
        const meta = requestKey === undefined ? admitted.meta : { ...admitted.meta, requestKey };
        return entrance.broker.call(name, params, { meta, requestID, ...timeoutOf(call) });
      };
      run().then(
        (found) => answer(null, found),
        (error) => answer(failure(entrance, error, requestID)),
      );
    };
  };

  return {
    reserve: action('rental.reserve', (call, given, { caller }) => {
      const id = keyOf(call, caller, 'POST /rentals') ?? newId();
      return { params: { ...given, id } };
    }),
    transition: action('rental.transition', (call, given, { caller }) => {
      const requestKey = keyOf(call, caller, `PATCH /rentals/${given.id}`);
      return { params: given, ...(requestKey !== undefined && { requestKey }) };
    }),
    get: action('rental.get', (_call, given) => ({ params: given })),
    watch(call: WatchCall): void {
      const requestID = beginCall(call);
      const run = async () => {
        const admitted = await admit(entrance, call, 'mypage.list');
        const memberId = ownerOf(call.request, 'memberId');
        refuseOthers(admitted, memberId);
        watchPage(call, memberId, changes);
      };
      run().catch((error) => call.emit('error', failure(entrance, error, requestID)));
    },
  };
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
    await limit.count(caller ? `${caller.kind} ${caller.id}` : `address ${addressOf(call)}`);
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
