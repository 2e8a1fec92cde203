import assert from 'node:assert/strict';
import { type ActionParams, type Context, ServiceBroker } from 'moleculer';
import type { RefusalKind } from '../../mixins/kernel/decider.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { provide, type Runtime } from '../../mixins/runtime.ts';
import gatewayService from '../../services/gateway/gateway.service.ts';
import type { Check } from '../../services/gateway/health.ts';
import type { FieldError } from '../../services/gateway/problems.ts';
import type { Gateway } from '../../services/gateway/request.ts';
import type { Route } from '../../services/gateway/routes.ts';

import { systems } from '../../services/systems.ts';
import { offer } from './offer.ts';

/** What the stub services behind the gateway do when they are called. */
export type Behaviour = (params: Record<string, unknown>, context: Context) => unknown;

interface Call {
  readonly action: string;
  readonly params: Record<string, unknown>;
  readonly requestID: string | null;
}

/** What any of the gateway's answers may hold. */
export interface Body {
  readonly id: string;
  readonly status: string | number;
  readonly type: string;
  readonly detail: string;
  readonly state: string;
  readonly requestId: string;
  readonly errors: readonly FieldError[];
  readonly checks: readonly Check[];
  readonly routes: readonly Route[];
}

const { actions } = offer;

export async function bodyOf(response: Response): Promise<Body> {
  return (await response.json()) as Body;
}

export function fieldsOf({ errors }: Pick<Body, 'errors'>): string[] {
  return errors.map(({ field }) => field);
}

export function refuse(kind: RefusalKind, refused: string, state?: string): Behaviour {
  return () => {
    throw new Refused({ kind, refused, detail: `Refused: ${refused}.`, ...(state !== undefined && { state }) });
  };
}

/** What the gateway calls for itself. */
const ofTheGateway = { 'identity.jwks': { params: { $$strict: true } }, 'mypage.waiting': { params: {} } };

/** The actions of a service, by their names in it. */
function actionsOf(service: string): [name: string, params: ActionParams][] {
  return Object.entries({ ...actions, ...ofTheGateway })
    .filter(([name]) => name.startsWith(`${service}.`))
    .map(([name, { params }]) => [name.slice(service.length + 1), params as ActionParams]);
}

const services = [...systems.flatMap((system) => Object.keys(system.services)), 'operations'];

/**
 * A gateway on a free port before stub services that take what the contracts say and do what the test says.
 * It starts before the tests of the `describe` it is called in and stops after them.
 */
export function gatewayBeforeStubs(settings: object = {}) {
  const gateway = {
    behaviour: (() => {}) as Behaviour,
    calls: [] as Call[],
    broker: undefined as unknown as ServiceBroker,
    service: undefined as unknown as Gateway,
    start,
    hold,
    send,
    problem,
  };

  before(start);
  after(() => gateway.broker.stop());
  beforeEach(() => {
    gateway.calls = [];
    gateway.behaviour = (params) => ({ ...params, state: 'reserved' });
  });

  async function start(): Promise<void> {
    const broker = new ServiceBroker({ logger: false, requestTimeout: 200 });
    provide(broker, { bus: { ready: () => true }, systems } as unknown as Runtime);
    for (const name of services) {
      const stubs = actionsOf(name).map(([action, params]) => [action, { params, handler }]);
      broker.createService({ name, actions: { ...Object.fromEntries(stubs), ready: handler } });
    }
    const schema = { name: 'gateway', mixins: [gatewayService], settings: { port: 0, ...settings } };
    gateway.service = broker.createService(schema) as unknown as Gateway;
    gateway.broker = broker;
    await broker.start();
  }

  function handler(context: Context<Record<string, unknown>>): unknown {
    const { params, requestID } = context;
    gateway.calls.push({ action: String(context.action?.name), params, requestID });
    return gateway.behaviour(params, context);
  }

  /** Keeps a call waiting, once it has arrived, until it is finished with an answer. */
  function hold() {
    const arrived = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<object>();
    gateway.behaviour = () => {
      arrived.resolve();
      return answered.promise;
    };
    return { arrived: arrived.promise, finish: answered.resolve };
  }

  function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return fetch(gateway.service.url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  /** Sends, and reads a problem of this status. */
  async function problem(status: number, ...request: Parameters<typeof send>): Promise<Body & { headers: Headers }> {
    const response = await send(...request);
    const text = await response.text();
    assert.equal(response.status, status, text);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    const body: Body = JSON.parse(text);
    assert.equal(body.status, status);
    assert.equal(body.requestId, response.headers.get('x-request-id'));
    assert.match(body.type, /^urn:yeyak:problem:[a-z-]+$/);
    return { ...body, headers: response.headers };
  }

  return gateway;
}
