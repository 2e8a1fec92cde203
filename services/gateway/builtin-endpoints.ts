import type { ServiceBroker } from 'moleculer';
import { faultOf } from '../../mixins/ready.mixin.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { type Auth, hasOwnProvider } from './admission.ts';
import type { Answer } from './answer.ts';
import { asyncApi } from './asyncapi/document.ts';
import { docsPage, docsPolicy } from './docs/page.ts';
import { type File, fileOf } from './file.ts';
import { type Readiness, readiness } from './health.ts';
import type { Offer } from './offer.ts';
import { openApi } from './openapi/document.ts';
import { indexOf, type LocalRoute } from './routes.ts';
import { reportOf } from './systems.ts';

const live: Answer = { status: 200, data: { status: 'live' } };

type LocalAnswer = Answer | File;

/** What the gateway answers itself. */
export const local: Readonly<
  Record<LocalRoute['local'], (broker: ServiceBroker, auth: Auth, offer: Offer) => LocalAnswer | Promise<LocalAnswer>>
> = {
  index: (_broker, _auth, { routes }) => ({ status: 200, data: indexOf(routes) }),
  live: () => live,
  openapi: once((auth, offer) => json(openApi(offer, auth))),
  asyncapi: once((_auth, offer) => json(asyncApi(offer))),
  docs: once((auth, offer) => html(docsPage(openApi(offer, auth)))),
  async ready(broker, auth, offer) {
    const data = await look(broker, auth, offer);
    return { status: data.status === 'unready' ? 503 : 200, data };
  },
  async systems(broker, auth, offer) {
    return { status: 200, data: reportOf(offer.systems, await look(broker, auth, offer)) };
  },
};

function look(broker: ServiceBroker, auth: Auth, { services }: Offer): Promise<Readiness> {
  const { bus } = runtimeOf(broker);
  const { started } = broker as ServiceBroker & { readonly started: boolean };
  const probes = {
    node: () => started,
    bus: () => bus.ready(),
    service: (name: string) => faultOf(broker, name),
  };
  return readiness(services, probes, hasOwnProvider(auth));
}

/**
 * Makes the documents before anybody asks for them.
 * @throws when two things that they describe have one name: such a gateway must not start
 */
export function describeAll(broker: ServiceBroker, auth: Auth, offer: Offer): void {
  local.openapi(broker, auth, offer);
  local.asyncapi(broker, auth, offer);
}

function html(page: string): File {
  return fileOf('text/html; charset=utf-8', page, { 'Content-Security-Policy': docsPolicy });
}

function json(document: object): File {
  return fileOf('application/json; charset=utf-8', JSON.stringify(document));
}

/** A file that is made once for a gateway. */
function once(make: (auth: Auth, offer: Offer) => File): (broker: ServiceBroker, auth: Auth, offer: Offer) => File {
  const made = new WeakMap<Offer, File>();
  return (_broker, auth, offer) => {
    const file = made.get(offer) ?? make(auth, offer);
    made.set(offer, file);
    return file;
  };
}
