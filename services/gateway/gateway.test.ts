import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type ActionParams, type Context, Errors, ServiceBroker } from 'moleculer';
import type { RefusalKind } from '../../mixins/kernel/decider.ts';
import { Refused } from '../../mixins/kernel/errors.ts';
import { provide, type Runtime } from '../../mixins/runtime.ts';
import gateway from './gateway.service.ts';
import type { Check } from './health.ts';
import type { FieldError } from './problems.ts';
import type { Gateway } from './request.ts';
import type { Route } from './routes.ts';

const id = { type: 'string', pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/ };
const page = { type: 'number', integer: true, min: 1, optional: true, convert: true };
const list = { $$strict: true, page, pageSize: page, sort: 'string|optional' };

/** What the services behind the gateway do is said per test, by id. */
type Behaviour = (params: Record<string, unknown>, context: Context) => unknown;

function refuse(kind: RefusalKind, refused: string, state?: string): Behaviour {
  return () => {
    throw new Refused({ kind, refused, detail: `Refused: ${refused}.`, ...(state !== undefined && { state }) });
  };
}

/** What any of the answers may hold. */
interface Body {
  readonly id: string;
  readonly status: string | number;
  readonly type: string;
  readonly detail: string;
  readonly state: string;
  readonly requestId: string;
  readonly errors: FieldError[];
  readonly checks: Check[];
  readonly routes: Route[];
}

async function bodyOf(response: Response): Promise<Body> {
  return (await response.json()) as Body;
}

function fieldsOf({ errors }: Pick<Body, 'errors'>): string[] {
  return errors.map(({ field }) => field);
}

describe('the gateway', () => {
  let service: Gateway;
  let broker: ServiceBroker;
  let behaviour: Behaviour;
  let calls: { action: string; params: Record<string, unknown>; requestID: string | null }[];

  function action(params: ActionParams) {
    return {
      params,
      handler(context: Context<Record<string, unknown>>) {
        calls.push({ action: String(context.action?.name), params: context.params, requestID: context.requestID });
        return behaviour(context.params, context);
      },
    };
  }

  async function start(): Promise<void> {
    broker = new ServiceBroker({ logger: false, requestTimeout: 200 });
    provide(broker, { bus: { ready: () => true } } as Runtime);
    const get = action({ $$strict: true, id });
    broker.createService({
      name: 'rental',
      actions: {
        reserve: action({ $$strict: true, id, memberId: id, bookId: id }),
        transition: action({ $$strict: true, id, reqState: { type: 'enum', values: ['cancel', 'rental', 'return'] } }),
        get,
        list: action({ ...list, memberId: { ...id, optional: true } }),
      },
    });
    for (const name of ['payment', 'book', 'mypage']) {
      broker.createService({ name, actions: { get, list: action({ ...list, memberId: { ...id, optional: true } }) } });
    }
    const schema = { name: 'gateway', mixins: [gateway], settings: { port: 0 } };
    service = broker.createService(schema) as unknown as Gateway;
    await broker.start();
  }

  before(start);
  after(() => broker.stop());
  beforeEach(() => {
    calls = [];
    behaviour = (params) => ({ ...params, state: 'reserved' });
  });

  function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(service.url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: text }),
    });
  }

  /** Sends, and reads a problem of this status. */
  async function problem(status: number, ...request: Parameters<typeof send>) {
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

  const wanted = { memberId: 'm1', bookId: 'b1' };

  describe('reserving', () => {
    it('answers 201 with the rental and where it is', async () => {
      const response = await send('POST', '/rentals', wanted);
      const rental = await bodyOf(response);
      assert.equal(response.status, 201);
      assert.equal(response.headers.get('location'), `/rentals/${rental.id}`);
      assert.deepEqual(rental, { ...wanted, id: calls[0]?.params.id, state: 'reserved' });
      assert.match(rental.id, /^[0-7][0-9A-Z]{25}$/);
    });

    it('has the same id for the same Idempotency-Key, another for another, a new one without', async () => {
      for (const key of ['k1', 'k1', 'k2']) await send('POST', '/rentals', wanted, { 'idempotency-key': key });
      await send('POST', '/rentals', wanted);
      await send('POST', '/rentals', wanted);
      const ids = calls.map(({ params }) => params.id);
      assert.equal(ids[0], ids[1]);
      assert.equal(new Set(ids).size, 4);
    });

    it('refuses a malformed Idempotency-Key', async () => {
      for (const key of ['', 'a b', 'x'.repeat(256)]) {
        const { type } = await problem(400, 'POST', '/rentals', wanted, { 'idempotency-key': key });
        assert.equal(type, 'urn:yeyak:problem:malformed-idempotency-key');
      }
      assert.deepEqual(calls, []);
    });

    it('names every wrong and every unknown field', async () => {
      const told = await problem(422, 'POST', '/rentals', { memberId: '', colour: 'red', size: 1 });
      assert.deepEqual(fieldsOf(told), ['memberId', 'bookId', 'colour', 'size']);
    });

    it('lets nobody choose the id, nor say anything in the query', async () => {
      assert.deepEqual(fieldsOf(await problem(422, 'POST', '/rentals', { ...wanted, id: 'mine' })), ['id']);
      assert.deepEqual(fieldsOf(await problem(422, 'POST', '/rentals?memberId=m2', wanted)), ['memberId']);
      assert.deepEqual(calls, []);
    });

    it('refuses bodies that are no JSON object', async () => {
      await problem(400, 'POST', '/rentals', '{"memberId":');
      await problem(400, 'POST', '/rentals', '');
      for (const body of ['[]', '"text"', 'null']) await problem(422, 'POST', '/rentals', body);
      await problem(415, 'POST', '/rentals', 'memberId=m1', { 'content-type': 'application/x-www-form-urlencoded' });
      await problem(415, 'POST', '/rentals');
      await problem(413, 'POST', '/rentals', { ...wanted, more: 'x'.repeat(1_000_000) });
      assert.deepEqual(calls, []);
    });

    it('is not taken for a cached answer', async () => {
      assert.equal((await send('POST', '/rentals', wanted, { 'if-none-match': '*' })).status, 201);
    });
  });

  describe('a refusal', () => {
    const cases: [RefusalKind, number][] = [
      ['invalid', 422],
      ['payment-required', 402],
      ['not-found', 404],
    ];
    for (const [kind, status] of cases) {
      it(`of kind ${kind} is a ${status} with its code and detail`, async () => {
        behaviour = refuse(kind, 'some-code');
        const { type, detail } = await problem(status, 'POST', '/rentals', wanted);
        assert.deepEqual([type, detail], ['urn:yeyak:problem:some-code', 'Refused: some-code.']);
      });
    }

    it('by the state is a 409 that names it', async () => {
      behaviour = refuse('conflict', 'rental-state', 'returned');
      const { state, type } = await problem(409, 'PATCH', '/rentals/r1', { reqState: 'cancel' });
      assert.deepEqual([state, type], ['returned', 'urn:yeyak:problem:rental-state']);
    });
  });

  describe('trouble behind it', () => {
    const troubles: [what: string, status: number, Behaviour][] = [
      ['an action that hangs', 503, () => new Promise(() => {})],
      ['a refusal for a moment', 503, refuse('unavailable', 'payment-unavailable')],
      ['a callee that is gone', 503, (_params, context) => context.call('nowhere.pay')],
      ['a full bulkhead', 429, () => Promise.reject(new Errors.QueueIsFullError({ action: 'a', nodeID: 'secret' }))],
    ];
    for (const [what, status, behave] of troubles) {
      it(`is a ${status} with Retry-After: ${what}`, async () => {
        behaviour = behave;
        const { headers, ...body } = await problem(status, 'POST', '/rentals', wanted);
        assert.ok(Number(headers.get('retry-after')) > 0);
        assert.deepEqual(Object.keys(body).sort(), ['requestId', 'status', 'title', 'type']);
      });
    }

    it('says no more than the request id when it is a bug', async () => {
      behaviour = () => {
        throw new Error('secret of node-1');
      };
      const { headers: _headers, requestId, ...body } = await problem(500, 'GET', '/rentals/r1');
      assert.ok(requestId);
      assert.deepEqual(body, { type: 'urn:yeyak:problem:internal', status: 500, title: 'Internal error' });
    });

    it('is a 503 when the service is not there at all', async () => {
      await broker.destroyService('mypage');
      const { headers } = await problem(503, 'GET', '/mypages/r1');
      assert.ok(headers.get('retry-after'));
      await broker.stop();
      await start();
    });
  });

  describe('reading', () => {
    for (const name of ['rental', 'payment', 'book', 'mypage']) {
      it(`asks ${name} for one record or a list`, async () => {
        assert.deepEqual(await (await send('GET', `/${name}s/x-1`)).json(), { id: 'x-1', state: 'reserved' });
        assert.equal((await send('GET', `/${name}s?page=2&pageSize=5&sort=-id&memberId=m1`)).status, 200);
        assert.deepEqual(
          calls.map(({ action, params }) => [action, params]),
          [
            [`${name}.get`, { id: 'x-1' }],
            [`${name}.list`, { page: 2, pageSize: 5, sort: '-id', memberId: 'm1' }],
          ],
        );
      });
    }

    it('answers HEAD as GET, without the body', async () => {
      for (const path of ['/rentals/r1', '/', '/health/live', '/health/ready', '/nowhere']) {
        const [get, head] = [await send('GET', path), await send('HEAD', path)];
        const length = (await get.text()).length;
        assert.equal(head.status, get.status);
        assert.equal(await head.text(), '');
        assert.equal(head.headers.get('content-length'), String(length), path);
        const names = (response: Response) =>
          [...response.headers.keys()].filter((name) => name !== 'connection' && name !== 'keep-alive');
        assert.deepEqual(names(head), names(get));
      }
    });

    it('refuses unknown and repeated query parameters by name', async () => {
      const refused = async (query: string) => fieldsOf(await problem(422, 'GET', `/rentals?${query}`)).join();
      assert.equal(await refused('colour=red'), 'colour');
      assert.equal(await refused('memberId=m1&memberId=m2'), 'memberId');
      assert.equal(await refused('memberId[$ne]=m1'), 'memberId[$ne]');
      assert.equal(await refused('__proto__=1'), '__proto__');
      assert.equal(await refused('page=0'), 'page');
    });

    it("does not let a query override the path's id", async () => {
      assert.deepEqual(fieldsOf(await problem(422, 'GET', '/rentals/r1?id=r2')), ['id']);
    });

    it('decodes the id, and answers what cannot be decoded', async () => {
      assert.equal((await bodyOf(await send('GET', '/rentals/r%2D1'))).id, 'r-1');
      await problem(400, 'GET', '/rentals/%zz');
      await problem(422, 'GET', '/rentals/%00');
      await problem(422, 'GET', `/rentals/${'x'.repeat(10_000)}`);
    });
  });

  describe('methods and paths', () => {
    it('answers 404 where nothing is', async () => {
      for (const path of [
        '/rental',
        '/rentals/r1/x',
        '/RENTALS',
        '/%zz',
        '//rentals',
        '/~node/health',
        '/api/rentals',
      ]) {
        await problem(404, 'GET', path);
      }
    });

    it('answers 405 with what is allowed', async () => {
      const { headers } = await problem(405, 'DELETE', '/rentals/r1');
      assert.equal(headers.get('allow'), 'GET, HEAD, PATCH, OPTIONS');
      await problem(405, 'PUT', '/rentals', wanted);
      await problem(405, 'POST', '/health/live', {});
      assert.deepEqual(calls, []);
    });

    it('answers OPTIONS with what is allowed, and calls nothing', async () => {
      const response = await send('OPTIONS', '/rentals', undefined, { 'access-control-request-method': 'POST' });
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('allow'), 'POST, GET, HEAD, OPTIONS');
      assert.deepEqual(calls, []);
    });

    it('takes a trailing slash', async () => {
      assert.equal((await send('GET', '/rentals/')).status, 200);
      assert.equal((await send('GET', '/rentals/r1/')).status, 200);
    });

    it('tells at GET / what there is', async () => {
      const { routes } = await bodyOf(await send('GET', '/'));
      assert.ok(routes.some(({ path }) => path === '/rentals/{id}'));
    });
  });

  describe('every answer', () => {
    it('has the security headers, and no word on what serves it', async () => {
      const answers = [
        await send('GET', '/rentals/r1'),
        await send('POST', '/rentals', wanted),
        await send('GET', '/nowhere'),
        await send('DELETE', '/rentals'),
        await send('OPTIONS', '/rentals'),
        await send('POST', '/rentals', '{'),
      ];
      for (const { headers } of answers) {
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        assert.equal(headers.get('cache-control'), 'no-store');
        assert.equal(headers.get('x-frame-options'), 'DENY');
        assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
        assert.ok(headers.get('x-request-id'));
        assert.equal(headers.get('x-powered-by') ?? headers.get('server'), null);
      }
    });

    it("carries the client's request id, to the services too, when it is a safe one", async () => {
      const given = '0123456789-abcdef';
      const response = await send('GET', '/rentals/r1', undefined, { 'x-request-id': given });
      assert.equal(response.headers.get('x-request-id'), given);
      assert.equal(calls[0]?.requestID, given);
    });

    it('carries a new one otherwise', async () => {
      const headers = { 'x-request-id': 'a b', 'x-correlation-id': '0123456789-abcdef' };
      const response = await send('GET', '/rentals/r1', undefined, headers);
      const requestId = response.headers.get('x-request-id');
      assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(calls[0]?.requestID, requestId);
    });
  });

  it('survives keys of prototypes, deep nesting and clients that go away', async () => {
    const told = await problem(422, 'POST', '/rentals', '{"__proto__":{"bookId":"b1"},"memberId":"m1"}');
    assert.deepEqual(fieldsOf(told), ['bookId', '__proto__']);
    await problem(422, 'POST', '/rentals', `{"memberId":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    const gone = httpRequest(`${service.url}/rentals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    gone.on('error', () => {});
    gone.write('{');
    await once(gone, 'socket');
    gone.destroy();
    assert.equal((await send('GET', '/health/live')).status, 200);
  });

  describe('health', () => {
    it('is ready when the services answer', async () => {
      behaviour = refuse('not-found', 'rental-not-found');
      const response = await send('GET', '/health/ready');
      assert.equal(response.status, 200);
      assert.equal((await bodyOf(response)).status, 'ready');
    });

    it('is unready when a store does not answer, and names the service', async () => {
      behaviour = (_params, context) => {
        if (context.action?.name === 'payment.get') throw new Error('disk I/O error');
        return {};
      };
      const response = await send('GET', '/health/ready');
      const { status, checks } = await bodyOf(response);
      assert.deepEqual([response.status, status], [503, 'unready']);
      assert.deepEqual(
        checks.filter(({ state }) => state === 'down'),
        [{ name: 'payment', state: 'down', required: true }],
      );
    });

    it('is alive even then', async () => {
      behaviour = () => {
        throw new Error('disk I/O error');
      };
      assert.equal((await send('GET', '/health/live')).status, 200);
    });
  });

  it('lets no other service open a path', async () => {
    for (const name of ['gateway.addRoute', 'gateway.removeRoute', 'gateway.listAliases']) {
      await assert.rejects(broker.call(name, { route: { path: '/x' }, path: '/' }), Errors.ServiceNotFoundError);
    }
  });

  it('answers what is under way when it stops, as the last thing on that connection', async () => {
    let finish = (_rental: object) => {};
    const arrived = new Promise<void>((resolve) => {
      behaviour = () => {
        resolve();
        return new Promise((answer) => {
          finish = answer;
        });
      };
    });
    const answer = send('GET', '/rentals/r1');
    await arrived;
    const stopped = broker.destroyService('gateway');
    while (service.server.listening) await new Promise(setImmediate);
    finish({ id: 'r1' });
    const response = await answer;
    assert.deepEqual([response.status, response.headers.get('connection')], [200, 'close']);
    await stopped;
    await assert.rejects(send('GET', '/'), /fetch failed/);
    await broker.stop();
    await start();
  });
});
