import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './eventually.ts';
import { type layouts, OutageSystem } from './outage.system.ts';
import type { Outcome } from './traffic.ts';

export interface OutageOptions {
  readonly layout: keyof typeof layouts;
  /** `frozen`: it keeps its connections and says nothing, as behind a broken network. */
  readonly nats: 'killed' | 'frozen';
  readonly seconds: number;
  readonly clients: number;
  /** Between two requests of a client. */
  readonly pauseMs: number;
  readonly tell: (line: string) => void;
}

export interface OutageReport {
  readonly before: Outcome;
  /** Since NATS went. */
  readonly during: Outcome;
  /** Events that waited in the outboxes when it came back. */
  readonly waiting: number;
  /** Milliseconds from its return to the first reservation. */
  readonly acceptedAfter: number;
  /** Milliseconds from its return until all events are published, handled and acknowledged, and what follows from them. */
  readonly throughAfter: number;
  /** Aggregates whose events are not in their stream once each, in order of version. */
  readonly disordered: readonly string[];
  /** Rentals that my page shows otherwise than they are. */
  readonly stale: readonly string[];
  readonly events: number;
}

/** Takes NATS away from a system in use, brings it back, and watches the backlog go through. */
export async function outage(options: OutageOptions): Promise<OutageReport> {
  const { seconds, tell } = options;
  const system = await OutageSystem.start(options.layout, options.pauseMs);
  try {
    const { traffic } = system;
    traffic.start(options.clients);
    await traffic.until({ rentals: 50 });
    const before = traffic.outcome();
    const published = await system.published();
    tell(`NATS is ${options.nats} for ${seconds} s.`);
    await system.away(options.nats);
    for (let second = 1; second <= seconds; second += 1) {
      await sleep(1_000);
      if (second % 10 === 0) tell(`${second} s`);
    }
    const during = traffic.outcome();
    await system.back(options.nats);
    const returned = performance.now();
    const since = () => Math.round(performance.now() - returned);
    const waiting = system.committed() - published;
    tell(`It is back. ${waiting} events wait.`);
    await traffic.until({ rentals: 1 });
    const acceptedAfter = since();
    await traffic.stop();
    await eventually(() => system.isThrough().catch(() => false), 120_000);
    const throughAfter = since();
    const { disordered, events } = await system.order();
    return { before, during, waiting, acceptedAfter, throughAfter, disordered, stale: system.stale(), events };
  } finally {
    await system.stop();
  }
}
