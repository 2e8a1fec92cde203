import type { ServiceBroker } from 'moleculer';
import { runtimeOf } from '../../mixins/runtime.ts';

/** Are things tried out here? Where it is not said, a single process that lets everyone in is there to do so. */
export function isSandboxed(broker: ServiceBroker): boolean {
  const { SANDBOX, NATS_URL, AUTH, AUTH_ISSUER } = runtimeOf(broker).settings;
  if (SANDBOX !== undefined) return SANDBOX === 'on';
  return NATS_URL === undefined && AUTH !== 'oidc' && AUTH_ISSUER === undefined;
}
