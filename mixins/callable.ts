import type { ServiceBroker } from 'moleculer';

/** Can the action be called at all? Not when no node offers it, or the breaker is open for all that do. */
export function canBeCalled(broker: ServiceBroker, action: string): boolean {
  const endpoints = (broker.registry as unknown as Registry).actions.get(action);
  return endpoints?.hasAvailable() ?? false;
}

interface Registry {
  readonly actions: { get(action: string): { hasAvailable(): boolean } | null };
}
