import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Middleware, Service, ServiceBroker } from 'moleculer';
import { runtimeOf } from '../runtime.ts';

export interface HealthPlace {
  readonly host: string;
  readonly port: number;
}

/** Milliseconds that a service has to show that it works. */
const probeTimeout = 1_000;

/**
 * Answers over HTTP how this process is, to who watches over it: `/health/live` as long as it runs, `/health/ready`
 * with 200 while it is connected and all its services answer, with their stores, else with 503.
 */
export function health(place: HealthPlace) {
  return (broker: ServiceBroker): Middleware => {
    let server: Server | undefined;
    /** The other nodes know this one: the one that it replaces may go. */
    let isKnown = false;
    return {
      name: 'Health',
      /** First of all, since a process that waits for its database lives. */
      async starting() {
        server = await listen(place, async () => (isKnown ? missing(broker) : ['node']));
      },
      async started() {
        isKnown = true;
      },
      async stopped() {
        server?.close();
        server?.closeAllConnections();
      },
    } as Middleware;
  };
}

function listen({ host, port }: HealthPlace, missing: () => Promise<string[]>): Promise<Server> {
  const server = createServer(async ({ url }, response) => {
    if (url === '/health/live') answer(response, 200, { status: 'live' });
    else if (url === '/health/ready') {
      const down = await missing();
      answer(response, down.length === 0 ? 200 : 503, { status: down.length === 0 ? 'ready' : 'unready', down });
    } else answer(response, 404, { paths: ['/health/live', '/health/ready'] });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`HEALTH_PORT ${port}: ${cause.message}`, { cause })));
    server.listen(port, host, () => resolve(server));
  });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What keeps this process from its work. */
async function missing(broker: ServiceBroker): Promise<string[]> {
  const { started } = broker as ServiceBroker & { readonly started: boolean };
  if (!started) return ['node'];
  const bus = runtimeOf(broker).bus.ready() ? [] : ['bus'];
  const services = broker.services.filter(({ schema }) => schema.actions?.get);
  const asked = await Promise.all(services.map(async (service) => ((await works(service)) ? [] : [service.name])));
  return [...bus, ...asked.flat()];
}

/** Asks for a record that nobody has: "not found" is the word of a service whose store answers. */
async function works({ broker, name }: Service): Promise<boolean> {
  try {
    const options = { nodeID: broker.nodeID, timeout: probeTimeout, retries: 0 };
    await broker.call(`${name}.get`, { id: 'readiness-probe' }, options);
    return true;
  } catch (error) {
    return Number((error as { readonly code?: unknown }).code) < 500;
  }
}
