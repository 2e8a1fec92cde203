import type { Middleware, ServiceBroker } from 'moleculer';
import { type ActionInside, builtInBreaker, type Handler, insideOf } from '../moleculer.ts';

/**
 * Errors that an action passes on from a service that it called: they do not speak against it, and its own
 * breaker stays closed. Put it on the action: `circuitBreaker: { passesOn: ['payment-unavailable'] }`.
 */
export interface BreakerSettings {
  readonly passesOn?: readonly string[];
}

/**
 * Moleculer's circuit breaker, repaired in two places. It guards calls that this node makes, and not
 * once more those that come in from others, whose breakers would then count each other's refusals. And a
 * node that comes back under the same name is guarded as it was; Moleculer goes on watching the endpoint
 * that is gone. Register it after `Timeout`, or it never sees one.
 */
export function circuitBreaker(broker: ServiceBroker): Middleware {
  const builtIn = builtInBreaker<BreakerSettings>(broker);
  return {
    ...builtIn,
    localAction(next: Handler, action) {
      if (action.visibility === 'private') return next;
      const guarded = builtIn.localAction.call(this, next, forgiving(action));
      return (ctx) => (ctx.nodeID === this.nodeID ? guarded(ctx) : next(ctx));
    },
    remoteAction(next: Handler, action) {
      return builtIn.remoteAction.call(this, next, forgiving(action));
    },
    created(broker) {
      builtIn.created(broker);
      const { CircuitBreakerStore: watched, localBus } = insideOf(broker);
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
 * Does this error speak against the callee? A 4xx is the caller's fault, while NATS is away nobody was asked, and a
 * damaged record says nothing of the others. An error without a number is one that nobody foresaw.
 */
export function isFailure(error: Error): boolean {
  const { code, type } = error as { code?: unknown; type?: unknown };
  if (error.name === 'BrokerDisconnectedError' || type === 'record-unreadable') return false;
  return typeof code !== 'number' || code >= 500;
}

/** How a node sees one of those it calls. */
export interface Breaker {
  readonly action: string;
  /** The node that is called. */
  readonly nodeId: string;
  readonly state: 'closed' | 'half-open' | 'open';
  /** Calls since it began to count anew, and those of them that failed. */
  readonly calls: number;
  readonly failures: number;
}

/** The breakers of a node, one for each action of each node that it has called. */
export function breakersOf(broker: ServiceBroker): Breaker[] {
  const { CircuitBreakerStore: watched } = insideOf(broker);
  return Array.from(watched.values(), ({ ep, state, count, failures }) => ({
    action: ep.action.name,
    nodeId: ep.id,
    state: breakerStates[state] ?? 'half-open',
    calls: count,
    failures,
  }));
}

/** Moleculer's words; its fourth, `half_open_wait`, is half open too. */
const breakerStates: Readonly<Record<string, Breaker['state']>> = { close: 'closed', open: 'open' };

function forgiving(action: Action): Action {
  const passesOn = action.circuitBreaker?.passesOn;
  if (!passesOn) return action;
  const check = (error: Error & { type?: string }) => isFailure(error) && !passesOn.includes(error.type ?? '');
  return { ...action, circuitBreaker: { ...action.circuitBreaker, check } };
}

type Action = ActionInside<BreakerSettings>;
