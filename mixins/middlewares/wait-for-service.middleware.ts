import type { CallingOptions, Middleware, ServiceBroker } from 'moleculer';
import { type BrokerInside, insideOf } from '../moleculer.ts';
import { pause } from '../waiting/waiting.ts';

export interface WaitOptions {
  /** Milliseconds since a service was seen last. */
  readonly absenceMs: number;
  /** Calls that wait at once; more fail as if nobody waited. */
  readonly most: number;
}

/**
 * When the last node of a service has gone, it is likely that another takes its place, which was not heard of yet. Calls
 * of the service wait for it until it was away for `absenceMs`, within their own time; after that they fail at once. A
 * node that has just started waits in the same way for those that it does not know yet. Nobody waits while the
 * transporter is away, or for a node that is there and has failed.
 */
export function waitForService(options: WaitOptions) {
  return (broker: ServiceBroker): Middleware => {
    const missing = new MissingServices(insideOf(broker), options);
    return {
      name: 'WaitForService',
      created() {
        const { localBus } = insideOf(broker);
        localBus.on('$transporter.connected', () => missing.begin());
        localBus.on('$services.changed', () => missing.look());
      },
      call(next: Call): Call {
        return (action, params, opts = {}) => {
          if (typeof action !== 'string' || opts.nodeID || missing.isPresent(action)) return next(action, params, opts);
          return missing.waitFor(action, opts).then((left) => next(action, params, left));
        };
      },
      stopping: () => missing.giveUp(),
    } as unknown as Middleware;
  };
}

class MissingServices {
  private readonly broker: BrokerInside;
  private readonly options: WaitOptions;
  private readonly waiting = new Set<Waiting>();
  /** When an action was found to have no node. */
  private readonly since = new Map<string, number>();
  private begun = Number.NEGATIVE_INFINITY;

  constructor(broker: BrokerInside, options: WaitOptions) {
    this.broker = broker;
    this.options = options;
  }

  isPresent(action: string): boolean {
    return (this.actions.get(action)?.endpoints.length ?? 0) > 0;
  }

  /** What has not been seen by now was never there. */
  begin(): void {
    this.begun = performance.now();
  }

  look(): void {
    for (const action of this.actions.keys()) {
      if (this.isPresent(action)) this.since.delete(action);
      else if (!this.since.has(action)) this.since.set(action, performance.now());
    }
    for (const { action, end } of this.waiting) if (this.isPresent(action)) end();
  }

  /** Resolves when there is a node or no time left, with the options that the call then has: its time goes on. */
  async waitFor(action: string, opts: CallingOptions): Promise<CallingOptions> {
    const begun = performance.now();
    const timeout = opts.timeout || Number.POSITIVE_INFINITY;
    const leftMs = Math.min(timeout, this.lastSeenAt(action) + this.options.absenceMs - begun);
    if (leftMs <= 0 || !this.broker.transit?.tx.connected || this.waiting.size >= this.options.most) return opts;
    await this.untilAvailable(action, leftMs);
    return opts.timeout ? { ...opts, timeout: Math.max(1, timeout - (performance.now() - begun)) } : opts;
  }

  giveUp(): void {
    for (const { end } of this.waiting) end();
  }

  private async untilAvailable(action: string, withinMs: number): Promise<void> {
    const found = new AbortController();
    const waiting = { action, end: () => found.abort() };
    this.waiting.add(waiting);
    await pause(withinMs, found.signal);
    this.waiting.delete(waiting);
  }

  /** When it was there for certain; one that has gone so lately that this was not told yet is seen still. */
  private lastSeenAt(action: string): number {
    return this.actions.has(action) ? (this.since.get(action) ?? performance.now()) : this.begun;
  }

  private get actions() {
    return this.broker.registry.actions.actions;
  }
}

interface Waiting {
  readonly action: string;
  end(): void;
}

type Call = (action: unknown, params?: unknown, opts?: CallingOptions) => Promise<unknown>;
