import type { Middleware, ServiceBroker } from 'moleculer';
import { CallCounts, type CallMinute } from './call-counts.ts';

const countsOf = new WeakMap<ServiceBroker, CallCounts>();

/** Counts the calls that this node makes of an action, and how they end, minute by minute. */
export function callCounts(action: string): (broker: ServiceBroker) => Middleware {
  return (broker) => {
    const counts = new CallCounts();
    countsOf.set(broker, counts);
    return {
      call(next: Call): Call {
        return function counted(name, ...rest) {
          const answer = next.call(this, name, ...rest);
          if (name !== action) return answer;
          answer.then(
            () => counts.count(Date.now()),
            (error) => counts.count(Date.now(), error),
          );
          return answer;
        };
      },
    } as object as Middleware;
  };
}

/** What was counted at this node in the last hour. */
export function countedCalls(broker: ServiceBroker): CallMinute[] {
  return countsOf.get(broker)?.minutes(Date.now()) ?? [];
}

type Call = (this: unknown, name: string, ...rest: unknown[]) => Promise<unknown>;
