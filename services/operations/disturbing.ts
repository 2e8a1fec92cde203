import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { callsTo } from '../../mixins/calls.ts';
import { cutLine, mendLine } from '../../mixins/transport/line.ts';
import { pause, retryUntilDone } from '../../mixins/waiting/waiting.ts';
import { paymentActions } from '../payment/payment.api.contract.ts';
import type { SandboxSettings } from '../payment/payment.contract.ts';
import { type Disturbance, providerWhen } from './laboratory.ts';

const { call } = callsTo(paymentActions);

/** Milliseconds between attempts to bring back what was disturbed. */
const backoff = [250, 500, 1_000, 2_000];
/** Milliseconds that a service has to start again. */
const startTime = 10_000;
/** Milliseconds in which all nodes hear of it, and who asked for it is answered, before NATS is cut off. */
const lead = 500;

/** What a node's own service is brought to, and what brings it back. */
interface Effect {
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}

/**
 * A disturbance of a service of this node, which ends by itself. What brings the service back is repeated until it has:
 * nothing stays disturbed because an attempt failed.
 */
export class Disturbing {
  /** Resolves when the service is back, or the node stops. */
  readonly ended: Promise<void>;
  private readonly early = new AbortController();
  private readonly gone = new AbortController();

  constructor(broker: ServiceBroker, disturbance: Disturbance, effect: Effect) {
    const { service, until } = disturbance;
    const log = (what: string) => (error: unknown) => broker.logger.warn(`${service} ${what}: ${error}`);
    const run = async () => {
      await effect.begin().catch(log('could not be disturbed'));
      await pause(Date.parse(until) - Date.now(), this.early.signal);
      const failed = log('is not back yet, and is tried again');
      await retryUntilDone(() => effect.end(), { signal: this.gone.signal, backoff, failed });
    };
    this.ended = run();
  }

  /** Resolves when the service is back. */
  end(): Promise<void> {
    this.early.abort();
    return this.ended;
  }

  /** The node stops: the next start brings everything back. */
  abandon(): void {
    this.gone.abort();
    this.early.abort();
  }
}

/** @returns none where the service does not run on this node */
export function effectOn(
  broker: ServiceBroker,
  { service, way }: Disturbance,
  earlier: SandboxSettings | undefined,
): Effect | undefined {
  if (way === 'cut') return { begin: () => pause(lead).then(cutLine), end: async () => mendLine() };
  const running = broker.getLocalService(service);
  if (!running) return undefined;
  if (way !== 'stop')
    return {
      begin: () => call(broker, 'payment.sandbox', providerWhen[way]),
      end: () => call(broker, 'payment.sandbox', earlier ?? {}),
    };
  const schema = running.originalSchema as ServiceSchema;
  return {
    begin: () => broker.destroyService(running),
    async end() {
      const halfStarted = broker.getLocalService(service);
      if (halfStarted) await broker.destroyService(halfStarted);
      broker.createService(schema);
      await broker.waitForServices(service, startTime, 100);
    },
  };
}
