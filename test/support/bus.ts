import type { Bus, Consumer, RetryPolicy, Subscription } from '../../mixins/bus/port.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';

/** A system with one bus, on storage that no other test has used. */
export interface BusHarness {
  /** Started, and attached to the outbox that `append` fills. */
  bus(): Bus;
  /** The bus of a second process; a bus that has only one process answers itself. */
  replica(): Promise<Bus>;
  append(...events: Envelope[]): Promise<unknown>;
  /** Stops every bus, and starts a new one on the same storage. */
  restart(): Promise<void>;
  dead(): Promise<DeadDelivery[]>;
  stop(): Promise<void>;
}

export interface DeadDelivery {
  readonly eventId: string;
  readonly attempts: number;
  readonly error: string;
}

/** The harness makes its buses with it. */
export const suiteRetryPolicy: RetryPolicy = { backoffMs: [30, 60], maxAttempts: 3 };

/** A new system for each test of the `describe` it is called in. */
export class BusFixture {
  private current: BusHarness | undefined;

  constructor(start: () => Promise<BusHarness>) {
    beforeEach(async () => {
      this.current = await start();
    });
    afterEach(() => this.current?.stop());
  }

  get system(): BusHarness {
    if (!this.current) throw new Error('no test runs');
    return this.current;
  }

  subscribe(
    handle: Subscription['handle'],
    { group = 'mypage', pattern = 'library.rental.*', maxInFlight = 16, bus = this.system.bus() } = {},
  ): Promise<Consumer> {
    return bus.subscribe({ group, pattern, maxInFlight, handle });
  }
}

/** Ids: a0, a1, … */
export function aggregates(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `a${index}`);
}
