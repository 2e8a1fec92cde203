import type { ServiceBroker } from 'moleculer';
import type { Bus } from '../../mixins/bus/port.ts';
import { breakersOf } from '../../mixins/middlewares/circuit-breaker.middleware.ts';
import { every } from '../../mixins/waiting/timers.ts';

/** Milliseconds between two looks; they cost no call. */
const period = 1_000;

export const outboxGauge = 'yeyak.outbox.pending.events';
export const breakerGauge = 'yeyak.breaker.open';

/**
 * Keeps the gauges of what this process has yet to publish, and of its breakers, where metrics are wanted. A breaker that
 * is gone with the node that it guarded counts as closed.
 * @returns the end of it
 */
export function watchProcess(broker: ServiceBroker, bus: Pick<Bus, 'pending'>, periodMs = period): () => void {
  const { metrics } = broker;
  if (!metrics.isEnabled()) return () => {};
  const outboxes = 'Events of an outbox that are committed and not published, as far as this process has read it';
  metrics.register({ type: 'gauge', name: outboxGauge, labelNames: ['outbox'], description: outboxes });
  const breakers = '1 while calls of an action on a node are turned away or tried, 0 while they go through';
  metrics.register({ type: 'gauge', name: breakerGauge, labelNames: ['action', 'callee'], description: breakers });
  let known: readonly Labels[] = [];
  const measure = () => {
    for (const [outbox, count] of bus.pending()) metrics.set(outboxGauge, count, { outbox });
    const now = breakersOf(broker).map(({ action, nodeId, state }) => ({ action, callee: nodeId, state }));
    const isThere = ({ action, callee }: Labels) => now.some((one) => one.action === action && one.callee === callee);
    for (const labels of known) if (!isThere(labels)) metrics.set(breakerGauge, 0, labels);
    for (const { state, ...labels } of now) metrics.set(breakerGauge, state === 'closed' ? 0 : 1, labels);
    known = now.map(({ action, callee }) => ({ action, callee }));
  };
  measure();
  return every(periodMs, measure).stop;
}

interface Labels {
  readonly action: string;
  readonly callee: string;
}
