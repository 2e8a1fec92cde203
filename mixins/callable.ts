import type { ServiceBroker } from 'moleculer';
import { insideOf } from './moleculer.ts';

/** Can the action be called at all? Not when no node offers it, or the breaker is open for all that do. */
export function canBeCalled(broker: ServiceBroker, action: string): boolean {
  return insideOf(broker).registry.actions.get(action)?.hasAvailable() ?? false;
}
