import moleculer, { type Context, type Middleware, type ServiceBroker } from 'moleculer';

/**
 * Moleculer's retry, for every action: a call that was turned away is made again after a moment, at another node
 * where there is one. An action that is idempotent says so, `retryPolicy: { enabled: true }`: then this is done
 * whenever there was no answer.
 */
export function retry(broker: ServiceBroker): Middleware {
  const builtIn = builtInRetry(broker);
  return {
    ...builtIn,
    localAction(next: Handler, action) {
      return builtIn.localAction.call(this, next, withPolicy(action));
    },
    remoteAction(next: Handler, action) {
      return builtIn.remoteAction.call(this, next, withPolicy(action));
    },
  };
}

function withPolicy(action: Action): Action {
  const check = action.retryPolicy?.enabled ? gotNoAnswer : wasTurnedAway;
  return { ...action, retryPolicy: { ...action.retryPolicy, enabled: true, check } };
}

/** Nothing was done: the node stops, or its breaker is open. */
function wasTurnedAway({ name }: Error): boolean {
  return name === 'ServiceNotAvailableError';
}

/** Nobody knows what was done. Refusals by a rule are final, and who has no room gets no more load. */
function gotNoAnswer(error: Error): boolean {
  const { retryable, code } = error as { retryable?: boolean; code?: unknown };
  return retryable === true && code !== 429 && error.name !== 'Refused';
}

/** What Moleculer's types leave out. */
interface Action {
  readonly retryPolicy?: { readonly enabled?: boolean; readonly check?: (error: Error) => boolean };
}
type Handler = (ctx: Context) => Promise<unknown>;
interface BuiltIn {
  localAction(this: ServiceBroker, next: Handler, action: Action): Handler;
  remoteAction(this: ServiceBroker, next: Handler, action: Action): Handler;
}
const { Retry: builtInRetry } = (moleculer as unknown as { Middlewares: { Retry(broker: ServiceBroker): BuiltIn } })
  .Middlewares;
