import type { Bus, Consumer, RetryPolicy, Subscription } from '../../mixins/bus/port.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import type { DeadLetter, DeadLetterFilter } from '../../mixins/outbox/dead-letter.ts';
import { eventually } from './eventually.ts';

/** A system with one bus, on storage that no other test has used. */
export interface BusHarness {
  /** Started, and attached to the outbox that `append` fills. */
  bus(): Bus;
  /** The bus of a second process; a bus that has only one process answers itself. */
  replica(): Promise<Bus>;
  append(...events: Envelope[]): Promise<unknown>;
  /** Stops every bus, and starts a new one on the same storage. */
  restart(): Promise<void>;
  stop(): Promise<void>;
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

  /** The dead letters, oldest first. */
  dead(filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
    return lettersOf(this.system.bus(), filter);
  }

  /** Resolves with them once there are so many. */
  async deadAre(count: number): Promise<DeadLetter[]> {
    await eventually(async () => (await this.dead()).length === count);
    return this.dead();
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

/** The dead letters of a bus, oldest first. */
export async function lettersOf({ deadLetters }: Bus, filter: DeadLetterFilter = {}): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of deadLetters.list(filter)) letters.push(letter);
  return letters;
}
