import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Middleware, ServiceBroker } from 'moleculer';
import { faultOf } from '../ready.mixin.ts';
import { runtimeOf } from '../runtime.ts';

export interface HealthPlace {
  readonly host: string;
  readonly port: number;
}

/**
 * Answers over HTTP how this process is, to who watches over it: `/health/live` as long as it runs, `/health/ready`
 * with 200 while it is connected and all its services answer, with their stores, else with 503. One with a service whose
 * metadata say `turnsAway` is ready without NATS: clients that reach it are told to come again, and those that nobody
 * leads to it get no answer at all.
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
        server = await listen(place, async () => (isKnown ? missing(broker) : [starting]));
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

function listen({ host, port }: HealthPlace, missing: () => Promise<Missing[]>): Promise<Server> {
  const server = createServer(async ({ url }, response) => {
    if (url === '/health/live') answer(response, 200, { status: 'live' });
    else if (url === '/health/ready') {
      const found = await missing();
      const down = found.map(({ name }) => name);
      const why = found.map((one) => one.why);
      answer(response, down.length === 0 ? 200 : 503, { status: down.length === 0 ? 'ready' : 'unready', down, why });
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

interface Missing {
  readonly name: string;
  /** For people. */
  readonly why: string;
}

const starting: Missing = { name: 'node', why: 'The process starts or stops.' };
const disconnected: Missing = { name: 'bus', why: 'NATS does not answer.' };

/** What keeps this process from its work. */
async function missing(broker: ServiceBroker): Promise<Missing[]> {
  const { started } = broker as ServiceBroker & { readonly started: boolean };
  if (!started) return [starting];
  const turnsAway = broker.services.some(({ schema }) => schema.metadata?.turnsAway === true);
  const bus = runtimeOf(broker).bus.ready() || turnsAway ? [] : [disconnected];
  const services = broker.services.filter(({ schema }) => schema.actions?.ready);
  const asked = services.map(async ({ name }) => {
    const why = await faultOf(broker, name, broker.nodeID);
    return why === undefined ? [] : [{ name, why }];
  });
  return [...bus, ...(await Promise.all(asked)).flat()];
}
