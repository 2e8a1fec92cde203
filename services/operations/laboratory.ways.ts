import type { Disturb } from './laboratory.contract.ts';

/** What is cut off: every process from NATS, where there is one. */
export const nats = 'nats';

/** In which ways it can be disturbed. */
export function waysOf(service: string): readonly Disturb['way'][] {
  if (service === nats) return ['cut'];
  return service === 'payment' ? ['stop', 'slow', 'fail', 'hang'] : ['stop'];
}
