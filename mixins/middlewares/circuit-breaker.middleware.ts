import moleculer, { type Context, type Middleware, type ServiceBroker } from 'moleculer';

/**
 * Moleculer's circuit breaker, repaired in two places. It guards calls that this node makes, and not
 * once more those that come in from others, whose breakers would then count each other's refusals. And a
 * node that comes back under the same name is guarded as it was; Moleculer goes on watching the endpoint
 * that is gone. Register it after `Timeout`, or it never sees one.
 */
export function circuitBreaker(broker: ServiceBroker): Middleware {
  const builtIn = builtInBreaker(broker);
  return {
    ...builtIn,
    localAction(next: Handler, action) {
      if (action.visibility === 'private') return next;
      const guarded = builtIn.localAction.call(this, next, action);
      return (ctx) => (ctx.nodeID === this.nodeID ? guarded(ctx) : next(ctx));
    },
    created(broker) {
      builtIn.created(broker);
      const { CircuitBreakerStore: watched, localBus } = broker as BrokerInside;
      const forget = ({ node }: { node: { id: string } }) => {
        for (const [name, { ep, cbTimer }] of watched) {
          if (ep.id !== node.id) continue;
          clearTimeout(cbTimer ?? undefined);
          watched.delete(name);
        }
      };
      localBus.on('$node.disconnected', forget);
      localBus.on('$node.connected', forget);
      const logger = broker.getLogger('breaker');
      localBus.on('$circuit-breaker.opened', ({ action, nodeID, failures, count }) =>
        logger.warn(`Calls of ${action} on ${nodeID} are turned away: ${failures} of ${count} failed.`),
      );
      localBus.on('$circuit-breaker.closed', ({ action, nodeID }) =>
        logger.warn(`Calls of ${action} on ${nodeID} go through again.`),
      );
    },
  };
}

/**
 * Does this error speak against the callee? A 4xx is the caller's fault. An error without a number is
 * one that nobody foresaw.
 */
export function isFailure(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return typeof code !== 'number' || code >= 500;
}

/** What Moleculer's types leave out. */
type Handler = (ctx: Context) => Promise<unknown>;
interface BuiltIn {
  localAction(this: ServiceBroker, next: Handler, action: object): Handler;
  created(broker: ServiceBroker): void;
}
const { CircuitBreaker: builtInBreaker } = (
  moleculer as unknown as { Middlewares: { CircuitBreaker(broker: ServiceBroker): BuiltIn } }
).Middlewares;

interface BrokerInside extends ServiceBroker {
  readonly CircuitBreakerStore: Map<string, { readonly ep: { readonly id: string }; cbTimer: NodeJS.Timeout | null }>;
}
