import type { ServerResponse } from 'node:http';
import type { ServiceBroker } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineService } from '../../mixins/schema.ts';
import { answerJson } from './answer.ts';
import { readiness } from './health.ts';
import { problemOf } from './problems.ts';
import { callOf, enter, fail, type Gateway, type Handler, splitUrl } from './request.ts';
import { aliasesOf, indexOf, type LocalRoute, routes } from './routes.ts';
import { close, listen, urlOf } from './server.ts';

const index = indexOf(routes);

const local: Readonly<Record<LocalRoute['local'], Handler>> = {
  index: (_request, response) => answerJson(response, 200, index),
  live: (_request, response) => answerJson(response, 200, { status: 'live' }),
  ready(_request, response, next) {
    answerReady(this.broker, response).catch(next);
  },
};

/** The way in over HTTP. It knows no rule of any domain. */
export default defineService({
  name: 'gateway',
  mixins: [ApiGateway],
  settings: {
    host: '127.0.0.1',
    /** 0 takes a free one; the running service's `url` tells which. */
    port: 3000,
    /** Bytes. */
    bodyLimit: 65_536,
    /** Milliseconds that requests under way have when the service stops. */
    graceMs: 1_000,

    server: false,
    logRouteRegistration: null,
    routes: [
      {
        path: '/',
        aliases: aliasesOf(routes, (route) => ('action' in route ? callOf(route) : local[route.local])),
        bodyParsers: false,
        mergeParams: false,
        logging: false,
      },
    ],
  },
  actions: { listAliases: false, addRoute: false, removeRoute: false },
  methods: { httpHandler: enter, parseQueryString: splitUrl, sendError: fail, errorHandler: fail },
  async started(this: Gateway) {
    this.server = await listen(this.httpHandler, this.settings);
    this.url = urlOf(this.server);
    this.logger.info(`Listening on ${this.url}`);
  },
  async stopped(this: Gateway) {
    if (this.server) await close(this.server, this.settings.graceMs);
  },
});

async function answerReady(broker: ServiceBroker, response: ServerResponse): Promise<void> {
  const { bus } = runtimeOf(broker);
  const found = await readiness({ bus: () => bus.ready(), service: (name) => answers(broker, name) });
  answerJson(response, found.status === 'unready' ? 503 : 200, found);
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
