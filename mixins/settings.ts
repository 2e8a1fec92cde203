import type { ServiceBroker } from 'moleculer';
import { runtimeOf } from './runtime.ts';
import type { ValuesOf, Variables } from './settings/variable.ts';

/**
 * The values of a service's own variables in this process. They were read and checked at the start, since the
 * manifest of the service's system names them.
 */
export function settingsOf<Of extends Variables>(broker: ServiceBroker, variables: Of): ValuesOf<Of> {
  const { settings } = runtimeOf(broker);
  return Object.fromEntries(Object.keys(variables).map((name) => [name, settings[name]])) as ValuesOf<Of>;
}
