import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceBroker, ServiceSchema } from 'moleculer';
import ApiGateway from 'moleculer-web';
import type { Bus } from '../../mixins/bus/port.ts';
import { answerJson } from './answer.ts';
import { readiness } from './health.ts';
import { problemOf } from './problems.ts';
import { enter, fail, type Gateway, prepare, splitUrl, succeed } from './request.ts';
import { aliasesOf, indexOf, routes } from './routes.ts';
import { close, listen, urlOf } from './server.ts';

const gateway: ServiceSchema<object, object, object, Gateway> = {
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
        aliases: aliasesOf(routes, { index: answerIndex, live: answerLive, ready: answerReady }),
        bodyParsers: false,
        mergeParams: false,
        logging: false,
        onBeforeCall: prepare,
      },
    ],
  },
  methods: {
    httpHandler: enter,
    parseQueryString: splitUrl,
    sendResponse: succeed,
    sendError: fail,
    errorHandler: fail,
  },
  async started() {
    this.listener = await listen(this.httpHandler, this.settings);
    this.url = urlOf(this.listener);
    this.logger.info(`Listening on ${this.url}`);
  },
  async stopped() {
    if (this.listener) await close(this.listener, this.settings.graceMs);
  },
};

/** The way in over HTTP. It knows no rule of any domain. */
export default gateway as unknown as ServiceSchema;

const index = indexOf(routes);

function answerIndex(_request: IncomingMessage, response: ServerResponse): void {
  answerJson(response, 200, index);
}

function answerLive(_request: IncomingMessage, response: ServerResponse): void {
  answerJson(response, 200, { status: 'live' });
}

async function answerReady(this: Gateway, _request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { broker } = this;
  const { bus } = broker as ServiceBroker & { bus?: Bus };
  const found = await readiness({
    ...(bus && { bus: () => bus.ready() }),
    service: (name) => answers(broker, name),
  });
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
