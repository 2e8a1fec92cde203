import type { ServiceBroker } from 'moleculer';
import { runtimeOf } from '../../mixins/runtime.ts';
import { type Auth, hasOwnProvider } from './admission.ts';
import type { Answer } from './answer.ts';
import { readiness } from './health.ts';
import { problemOf } from './problems.ts';
import { indexOf, type LocalRoute, routes } from './routes.ts';

const index: Answer = { status: 200, data: indexOf(routes) };
const live: Answer = { status: 200, data: { status: 'live' } };

/** What the gateway answers itself. */
export const local: Readonly<
  Record<LocalRoute['local'], (broker: ServiceBroker, auth: Auth) => Answer | Promise<Answer>>
> = {
  index: () => index,
  live: () => live,
  async ready(broker, auth) {
    const { bus } = runtimeOf(broker);
    const { started } = broker as ServiceBroker & { readonly started: boolean };
    const probes = {
      node: () => started,
      bus: () => bus.ready(),
      service: (name: string) => answers(broker, name),
    };
    const data = await readiness(probes, hasOwnProvider(auth));
    return { status: data.status === 'unready' ? 503 : 200, data };
  },
};

/** Milliseconds a service has to show that it works. */
const probeTimeout = 1_000;

/** Asks for a record that nobody has: "not found" is the word of a service whose store answers. */
async function answers(broker: ServiceBroker, service: string): Promise<boolean> {
  try {
    await broker.call(`${service}.get`, { id: 'readiness-probe' }, { timeout: probeTimeout, retries: 0 });
    return true;
  } catch (error) {
    return problemOf(error).status < 500;
  }
}
