import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Errors } from 'moleculer';
import { bodyOf, fieldsOf, gatewayBeforeStubs } from '../../test/support/gateway.ts';

const wanted = { memberId: 'm1', bookId: 'b1' };

describe('the gateway as an HTTP server', () => {
  const gateway = gatewayBeforeStubs();
  const { send, problem } = gateway;

  describe('reading', () => {
    for (const name of ['rental', 'payment', 'book', 'mypage']) {
      it(`asks ${name} for one record or a list`, async () => {
        assert.deepEqual(await (await send('GET', `/${name}s/x-1`)).json(), { id: 'x-1', state: 'reserved' });
        assert.equal((await send('GET', `/${name}s?page=2&pageSize=5&sort=-id`)).status, 200);
        assert.deepEqual(
          gateway.calls.map(({ action, params }) => [action, params]),
          [
            [`${name}.get`, { id: 'x-1' }],
            [`${name}.list`, { page: 2, pageSize: 5, sort: '-id' }],
          ],
        );
      });
    }

    it('answers HEAD as GET, without the body', async () => {
      for (const path of ['/rentals/r1', '/', '/health/live', '/health/ready', '/nowhere']) {
        const plain = { 'accept-encoding': 'identity' };
        const [get, head] = [await send('GET', path, undefined, plain), await send('HEAD', path, undefined, plain)];
        const length = Buffer.byteLength(await get.text());
        assert.equal(head.status, get.status);
        assert.equal(await head.text(), '');
        assert.equal(head.headers.get('content-length'), String(length), path);
        const names = (response: Response) =>
          [...response.headers.keys()].filter((name) => name !== 'connection' && name !== 'keep-alive');
        assert.deepEqual(names(head), names(get));
      }
    });

    it('refuses unknown and repeated query parameters by name', async () => {
      const refused = async (query: string) => fieldsOf(await problem(422, 'GET', `/mypages?${query}`)).join();
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
        '/rentals//',
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
      assert.deepEqual(gateway.calls, []);
    });

    it('answers OPTIONS with what is allowed, and calls nothing', async () => {
      const response = await send('OPTIONS', '/rentals', undefined, { 'access-control-request-method': 'POST' });
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('allow'), 'POST, GET, HEAD, OPTIONS');
      assert.deepEqual(gateway.calls, []);
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
      assert.equal(gateway.calls[0]?.requestID, given);
    });

    it('carries a new one otherwise', async () => {
      const headers = { 'x-request-id': 'a b', 'x-correlation-id': '0123456789-abcdef' };
      const response = await send('GET', '/rentals/r1', undefined, headers);
      const requestId = response.headers.get('x-request-id');
      assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(gateway.calls[0]?.requestID, requestId);
    });
  });

  it('survives keys of prototypes, deep nesting and clients that go away', async () => {
    const told = await problem(422, 'POST', '/rentals', '{"__proto__":{"bookId":"b1"},"memberId":"m1"}');
    assert.deepEqual(fieldsOf(told), ['bookId', '__proto__']);
    await problem(422, 'POST', '/rentals', `{"memberId":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    const gone = httpRequest(`${gateway.service.url}/rentals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    gone.on('error', () => {});
    gone.write('{');
    await once(gone, 'socket');
    gone.destroy();
    assert.equal((await send('GET', '/health/live')).status, 200);
  });

  it('lets no other service open a path', async () => {
    for (const name of ['gateway.addRoute', 'gateway.removeRoute', 'gateway.listAliases']) {
      await assert.rejects(
        gateway.broker.call(name, { route: { path: '/x' }, path: '/' }),
        Errors.ServiceNotFoundError,
      );
    }
  });

  it('answers what is under way when it stops, as the last thing on that connection', async () => {
    const { arrived, finish } = gateway.hold();
    const answer = send('GET', '/rentals/r1');
    await arrived;
    const stopped = gateway.broker.destroyService('gateway');
    while (gateway.service.server?.listening) await new Promise(setImmediate);
    finish({ id: 'r1' });
    const response = await answer;
    assert.deepEqual([response.status, response.headers.get('connection')], [200, 'close']);
    await stopped;
    await assert.rejects(send('GET', '/'), /fetch failed/);
    await gateway.broker.stop();
    await gateway.start();
  });
});
