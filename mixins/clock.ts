import type { ServiceBroker } from 'moleculer';

/**
 * The time of the domain: what commands, events and wake-ups say. It is the machine's, unless it was set, which is for trying
 * out what happens in two weeks. Timeouts, tokens, locks and what NATS does are on the machine's time always.
 */
export interface Clock {
  /** Milliseconds by which the domain is ahead of the machine. */
  readonly ahead: number;
  /** When it was set, by the clock of the machine that did it: of two settings the later one counts. */
  readonly setAt: number;
}

const realTime: Clock = { ahead: 0, setAt: 0 };
const clocks = new WeakMap<ServiceBroker, Clock>();

/** Epoch ms. */
export function nowOf(broker: ServiceBroker): number {
  return Date.now() + clockOf(broker).ahead;
}

export function clockOf(broker: ServiceBroker): Clock {
  return clocks.get(broker) ?? realTime;
}

/** @returns whether it is newer than what this node knew */
export function setClock(broker: ServiceBroker, clock: Clock): boolean {
  if (clock.setAt <= clockOf(broker).setAt) return false;
  clocks.set(broker, clock);
  return true;
}
