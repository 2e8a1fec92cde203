import type { ServiceBroker } from 'moleculer';
import { runtimeOf } from '../../mixins/runtime.ts';
import { type Auth, hasOwnProvider } from './admission.ts';
import type { Answer } from './answer.ts';
import { asyncApi } from './asyncapi/document.ts';
import { type FileAnswer, fileAnswer } from './file.ts';
import { readiness } from './health.ts';
import { openApi } from './openapi/document.ts';
import { problemOf } from './problems.ts';
import { indexOf, type LocalRoute, routes } from './routes.ts';

const index: Answer = { status: 200, data: indexOf(routes) };
const live: Answer = { status: 200, data: { status: 'live' } };

type LocalAnswer = Answer | FileAnswer;

/** What the gateway answers itself. */
export const local: Readonly<
  Record<LocalRoute['local'], (broker: ServiceBroker, auth: Auth) => LocalAnswer | Promise<LocalAnswer>>
> = {
  index: () => index,
  live: () => live,
  openapi: once((auth) => openApi(routes, auth)),
  asyncapi: once(asyncApi),
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

/** A document that is made when a gateway is asked for it first. */
function once(make: (auth: Auth) => object): (broker: ServiceBroker, auth: Auth) => FileAnswer {
  const made = new WeakMap<Auth, FileAnswer>();
  return (_broker, auth) => {
    const file = made.get(auth) ?? fileAnswer('application/json; charset=utf-8', JSON.stringify(make(auth)));
    made.set(auth, file);
    return file;
  };
}

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
