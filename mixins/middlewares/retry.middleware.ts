import moleculer, { type Context, type Middleware, type ServiceBroker } from 'moleculer';

/**
 * Moleculer's retry: a call that another node turned away is made again after a moment, elsewhere where it can be,
 * whatever its action. An idempotent action says so, `retryPolicy: { enabled: true }`: then this is done whenever
 * there was no answer.
 */
export function retry(broker: ServiceBroker): Middleware {
  const builtIn = builtInRetry(broker);
  return {
    ...builtIn,
    localAction(next: Handler, action) {
      return isIdempotent(action) ? builtIn.localAction.call(this, next, retried(action, gotNoAnswer)) : next;
    },
    remoteAction(next: Handler, action) {
      const check = isIdempotent(action) ? gotNoAnswer : wasTurnedAway(action);
      return builtIn.remoteAction.call(this, next, retried(action, check));
    },
  };
}

function isIdempotent({ retryPolicy }: Action): boolean {
  return retryPolicy?.enabled === true;
}

function retried(action: Action, check: (error: Error) => boolean): Action {
  return { ...action, retryPolicy: { ...action.retryPolicy, enabled: true, check } };
}

/** Nothing was done, since the node stops. The same said of another action comes from a node that has done its part. */
function wasTurnedAway(action: Action) {
  return (error: Error & { readonly data?: { readonly action?: string } }) =>
    error.name === 'ServiceNotAvailableError' && error.data?.action === action.name;
}

/** Nobody knows what was done. Refusals by a rule are final, and who has no room gets no more load. */
function gotNoAnswer(error: Error): boolean {
  const { retryable, code } = error as { retryable?: boolean; code?: unknown };
  return retryable === true && code !== 429 && error.name !== 'Refused';
}

/** What Moleculer's types leave out. */
interface Action {
  readonly name?: string;
  readonly retryPolicy?: { readonly enabled?: boolean; readonly check?: (error: Error) => boolean };
}
type Handler = (ctx: Context) => Promise<unknown>;
interface BuiltIn {
  localAction(this: ServiceBroker, next: Handler, action: Action): Handler;
  remoteAction(this: ServiceBroker, next: Handler, action: Action): Handler;
}
const { Retry: builtInRetry } = (moleculer as unknown as { Middlewares: { Retry(broker: ServiceBroker): BuiltIn } })
  .Middlewares;
