import { sealingVariables } from '../mixins/sealing/sealing.variables.ts';
import { inVariables } from '../mixins/settings/names.ts';
import type { Variable, Variables } from '../mixins/settings/variable.ts';
import {
  httpOrigin,
  httpUrl,
  integer,
  listOf,
  matching,
  megabytes,
  oneOf,
  origins,
  share,
  urls,
  wordOrDatabaseUrl,
  wordOrHttpUrl,
  wordOrInteger,
} from '../mixins/settings/variable-types.ts';
import { identityVariables } from '../services/identity/identity.variables.ts';
import { payerVariables } from '../services/payment/payer.contract.ts';
import { paymentVariables } from '../services/payment/payment.variables.ts';

const store = wordOrDatabaseUrl('sqlite', 'postgres', 'postgresql', 'mongodb', 'mongodb+srv');
const name = matching(/^[A-Za-z0-9_-]+$/, 'letters, digits, _ and -');

/**
 * The variables of the environment that every process of Yeyak knows. `npm run node -- --help` prints this table, and those
 * that systems declare.
 */
export const variables = {
  PORT: { kind: integer(0, 65_535), default: '3000', help: 'Port of the gateway. 0 takes a free one.' },
  HOST: {
    kind: matching(/^[A-Za-z0-9.:_-]+$/, 'a host name or an IP address'),
    default: '127.0.0.1',
    help: 'Address the gateway, its health and the metrics listen on. 0.0.0.0 opens them to the network.',
  },
  PORT_SHARING: {
    kind: oneOf('off', 'on'),
    default: 'off',
    help: 'on: several gateways of this machine have one PORT, so that one can replace another (Linux, on Node).',
  },
  GRPC_PORT: {
    kind: integer(0, 65_535),
    help: 'Port of the gateway for gRPC, on the same address; none when not set.',
  },
  NATS_URL: {
    kind: urls('nats', 'tls'),
    help: 'NATS server over which processes find one another. Without it all runs in one process.',
  },
  SYSTEMS: {
    kind: matching(/./, 'paths with commas between them'),
    help: 'Systems from outside that join these: paths of their system.ts.',
  },
  NAMESPACE: {
    kind: name,
    default: 'yeyak',
    help: 'Nodes of one system find one another by it. Event streams are shared: one NATS account for each system.',
  },
  NODE_ID: { kind: name, help: 'How the name of this process begins; the rest differs at each start.' },
  DATA_DIR: { kind: matching(/./, 'a path'), default: 'data', help: 'Folder of the SQLite files, made when missing.' },
  STORE_URL: {
    kind: store,
    default: 'sqlite',
    help: 'Where services keep their records: files in DATA_DIR, or PostgreSQL or MongoDB, which need NATS_URL.',
  },

  REQUEST_TIMEOUT_MS: {
    kind: integer(10, 600_000),
    default: '3000',
    help: 'How long a call between services may take.',
  },
  ...payerVariables,
  BREAKER_THRESHOLD: { kind: share, default: '0.5', help: 'Share of failed calls that opens the circuit breaker.' },
  BREAKER_MIN_REQUESTS: { kind: integer(1, 1_000_000), default: '5', help: 'Calls it wants to see before it opens.' },
  BREAKER_WINDOW_MS: { kind: integer(100, 3_600_000), default: '10000', help: 'How often it starts to count anew.' },
  BREAKER_HALF_OPEN_MS: { kind: integer(10, 3_600_000), default: '1000', help: 'How long it is open before it tries.' },
  BULKHEAD_CONCURRENCY: { kind: integer(1, 100_000), default: '256', help: 'Calls of one action under way at once.' },
  BULKHEAD_QUEUE: { kind: integer(1, 1_000_000), default: '1024', help: 'Calls that wait for it; more are refused.' },
  RETRY_ATTEMPTS: { kind: integer(0, 20), default: '1', help: 'How often a failed idempotent call is tried again.' },
  RETRY_DELAY_MS: {
    kind: integer(1, 60_000),
    default: '50',
    help: 'Wait before the first of these; doubles each time.',
  },
  SERVICE_ABSENCE_MS: {
    kind: integer(0, 60_000),
    default: '1000',
    help: 'With NATS_URL: how long after its last process has gone calls of a service wait for the next one.',
  },
  SHUTDOWN_TIMEOUT_MS: {
    kind: integer(0, 600_000),
    help: 'How long a stop may take, after which the process ends and says what was left: 10000 with NATS_URL, else 1900.',
  },
  SHUTDOWN_NOTICE_MS: {
    kind: integer(0, 600_000),
    default: '500',
    help: 'With NATS_URL: how long it goes on before it takes no more, so that others see it go. Behind a load balancer: longer than it takes that to notice.',
  },

  ...paymentVariables,
  AUTH: {
    kind: oneOf('open', 'oidc'),
    help: 'Who is let in: everyone (open), on loopback only; or whoever has a token (oidc). A single process on loopback is open.',
  },
  SELF_SERVICE: {
    kind: oneOf('on', 'off'),
    help: 'Do members check out and return themselves? When not set, on in the open, else off: then the desk or a kiosk does it.',
  },
  SANDBOX: {
    kind: oneOf('on', 'off'),
    help: 'May the clock be set, to try out what happens in two weeks? When not set, only in a single process that is open.',
  },
  PUBLIC_URL: {
    kind: httpOrigin,
    help: 'Where browsers find the gateway, such as https://library.example; http://HOST:PORT when not set.',
  },
  AUTH_ISSUER: { kind: httpUrl, help: 'The issuer whose tokens count, where it is not our own identity service.' },
  AUTH_AUDIENCE: {
    kind: matching(/^[\w:./-]+$/, 'a URI'),
    default: 'urn:yeyak:api',
    help: 'The audience that tokens must have.',
  },
  AUTH_ALGORITHMS: {
    kind: listOf('RS256', 'PS256', 'ES256', 'EdDSA'),
    default: 'RS256',
    help: 'How tokens of AUTH_ISSUER may be signed; our own are by RS256.',
  },
  TRUSTED_PROXIES: {
    kind: integer(0, 10),
    default: '0',
    help: 'Proxies of yours before the gateway: so many addresses of X-Forwarded-For are believed.',
  },
  ACCESS_TOKEN: {
    kind: matching(/^[\w.-]+$/, 'a token'),
    secret: true,
    help: 'What `npm run import` shows a running system that asks who comes.',
  },
  RATE_LIMIT: {
    kind: wordOrInteger('off', 1, 1_000_000_000),
    help: 'Requests a minute that a client may make: a caller by their token, an address without one. When not set, off on loopback, else 6000.',
  },
  CORS_ORIGINS: {
    kind: origins,
    help: 'Pages elsewhere that may use the API, such as https://library.example, with commas between them; * for all. None when not set.',
  },
  ...identityVariables,
  ...sealingVariables,

  JETSTREAM_REPLICAS: { kind: integer(1, 5), default: '1', help: 'Copies of each event stream; 3 in production.' },
  EVENT_STREAM_MB: {
    kind: megabytes(1, 1_048_576),
    default: '256',
    help: 'What NATS reserves for each event stream, in MB, and for single ones by name: 256,library=1024. A full stream takes no more events.',
  },
  EVENT_RETENTION_DAYS: { kind: integer(1, 36_500), default: '30', help: 'How long event streams keep their events.' },

  LOG_LEVEL: {
    kind: oneOf('silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    default: 'warn',
    help: 'The least important messages to print.',
  },
  HEALTH_PORT: {
    kind: integer(1, 65_535),
    help: 'Says at /health/live and /health/ready of this port how the process is, for what watches over it.',
  },
  PROMETHEUS_PORT: {
    kind: integer(1, 65_535),
    help: 'Serves metrics at /metrics of this port; costs about a third of the throughput.',
  },
  TRACE_TO: {
    kind: wordOrHttpUrl('off', 'console'),
    default: 'off',
    help: 'Where traces go: console, a collector of OpenTelemetry (http://…:4318/v1/traces), or Zipkin (any other address).',
  },
} as const satisfies Variables;

/** Where a service, or the services of a system, keep their records: `RENTAL_STORE_URL`, `LIBRARY_STORE_URL`. */
export function storeVariable(name: string): Variable {
  return { kind: store, help: `The same for ${name} alone.` };
}

/** The variable that says where a service, or a system, keeps its records: `screening.mypage` → `SCREENING_MYPAGE_STORE_URL`. */
export function storeName(name: string): string {
  return `${inVariables(name)}_STORE_URL`;
}
