import type { Context, Middleware, Service, ServiceBroker } from 'moleculer';
import { atMost } from '../waiting/waiting.ts';

declare module 'moleculer' {
  interface ServiceSchema {
    /** Takes nothing more from outside; resolves when all that was taken is answered. Every service still works then. */
    drain?(this: Service): Promise<void>;
  }
}

/**
 * A node that stops ends what it has begun, for `graceMs` at most, before any of its services is stopped: one may
 * need another to the last. (Moleculer's ContextTracker stops each as soon as it is idle itself.) New calls from
 * other nodes are turned away meanwhile, and made again elsewhere.
 */
export function drain({ graceMs }: { readonly graceMs: number }) {
  return (broker: ServiceBroker): Middleware => {
    const calls = new CallsUnderWay();
    known.set(broker, calls);
    return {
      name: 'Drain',
      localAction(next: Handler, { name }: { readonly name: string }) {
        const action = calls.counted(name);
        return (ctx: Context) => calls.during(action, next(ctx));
      },
      async stopping({ services }: ServiceBroker) {
        const ended = Promise.all([...services.map((service) => service.schema.drain?.call(service)), calls.none()]);
        if (!(await atMost(graceMs, ended)))
          broker.getLogger('drain').warn(`Cut off after ${graceMs} ms: ${calls.describe()}.`);
      },
    } as Middleware;
  };
}

const known = new WeakMap<ServiceBroker, CallsUnderWay>();

/** What this node is doing for its callers, for people: `2 × rental.reserve`; empty when it is nothing. */
export function callsUnderWay(broker: ServiceBroker): string {
  return known.get(broker)?.describe() ?? '';
}

type Handler = (ctx: Context) => Promise<unknown>;

class CallsUnderWay {
  private readonly actions: Counted[] = [];
  private total = 0;
  private awaitingNone: (() => void)[] = [];

  counted(name: string): Counted {
    const action = { name, calls: 0 };
    this.actions.push(action);
    return action;
  }

  async during<Result>(action: Counted, call: Promise<Result>): Promise<Result> {
    action.calls += 1;
    this.total += 1;
    try {
      return await call;
    } finally {
      action.calls -= 1;
      this.total -= 1;
      if (this.total === 0) for (const resolve of this.awaitingNone.splice(0)) resolve();
    }
  }

  async none(): Promise<void> {
    while (this.total > 0) await new Promise<void>((resolve) => this.awaitingNone.push(resolve));
  }

  describe(): string {
    const busy = this.actions.filter(({ calls }) => calls > 0);
    return busy.map(({ name, calls }) => `${calls} × ${name}`).join(', ');
  }
}

interface Counted {
  readonly name: string;
  calls: number;
}
