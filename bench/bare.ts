import process from 'node:process';
import { ServiceBroker } from 'moleculer';
import ApiGateway from 'moleculer-web';

/**
 * The yardstick: moleculer-web with one route to an action that answers a constant. With NATS_URL the
 * action is one hop away, in the process that was started as `bare.ts callee`.
 */
const { PORT, NATS_URL } = process.env;
const callee = process.argv[2] === 'callee';
const broker = new ServiceBroker({
  logger: false,
  namespace: 'bare',
  ...(NATS_URL ? { transporter: { type: 'NATS', options: { servers: [NATS_URL] } } } : {}),
});

if (callee || !NATS_URL)
  broker.createService({ name: 'constant', actions: { get: () => ({ id: 'constant', state: 'reserved' }) } });
if (!callee)
  broker.createService({
    name: 'api',
    mixins: [ApiGateway as object],
    settings: {
      port: Number(PORT),
      ip: '127.0.0.1',
      logRequest: null,
      logResponse: null,
      routes: [
        {
          path: '/',
          bodyParsers: { json: true },
          aliases: { 'POST /constant': 'constant.get', 'GET /constant': 'constant.get' },
        },
      ],
    },
  });
await broker.start();
process.once('SIGTERM', () => broker.stop().then(() => process.exit(0)));
