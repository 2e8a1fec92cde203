import assert from 'node:assert/strict';
import { gatewayBeforeStubs } from '../../test/support/gateway.ts';
import { RawHttp } from '../../test/support/raw-http.ts';

describe('The host that a request is meant for', () => {
  const open = gatewayBeforeStubs({ hosts: ['library.example'] });
  const raw = (beginning: string) => new RawHttp(open.service.server, beginning);
  const end = '\r\nConnection: close\r\n\r\n';
  const asked = async (host: string, target = '/books') =>
    (await raw(`GET ${target} HTTP/1.1\r\nHost: ${host}`).sent(end)).status;

  it('is this machine, or a name that was set, where everyone is let in', async () => {
    for (const host of ['localhost', 'LOCALHOST:3000', '127.0.0.1:80', '127.9.9.9', '[::1]:3000', 'library.example'])
      assert.equal(await asked(host), 200, host);
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '10.0.0.1',
      '127.0.0.1.nip.io',
      '[::2]',
      '',
      '0.0.0.0',
    ])
      assert.equal(await asked(host), 421, host);
  });

  it('is said by an absolute target, whatever the header says', async () => {
    assert.equal(await asked('evil.example', 'http://localhost:3000/books'), 200);
    assert.equal(await asked('localhost', 'http://evil.example/books'), 421);
    assert.equal(await asked('localhost', 'http://127.0.0.1/books?pageSize=3'), 200);
    assert.deepEqual(open.calls.at(-1)?.params.pageSize, 3);
    assert.equal(await asked('localhost', 'http://localhost'), 200);
  });

  it('is one', async () => {
    const twice = 'GET /books HTTP/1.1\r\nHost: localhost\r\nhost: evil.example';
    assert.equal((await raw(twice).sent(end)).status, 400);
  });
});

describe('A page of another site', () => {
  const open = gatewayBeforeStubs({ hosts: ['library.example'], origins: ['https://kiosk.example'] });
  /** As a form sends it, which a browser does not ask about first. */
  const discard = (origin: string) => open.send('POST', '/admin/dead-letters/42/discard', undefined, { origin });

  it('changes nothing where everyone is let in', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example', 'nonsense', '']) {
      const problem = await open.problem(403, 'POST', '/admin/dead-letters/42/discard', undefined, { origin });
      assert.equal(problem.type, 'urn:yeyak:problem:foreign-origin', origin);
    }
    await open.problem(403, 'DELETE', '/books/1', undefined, { origin: 'https://evil.example' });
    assert.deepEqual(open.calls, []);
  });

  it('may change something where it is known, or of this machine', async () => {
    for (const origin of [
      'http://localhost:5173',
      'http://[::1]:3000',
      'https://library.example',
      'https://kiosk.example',
    ])
      assert.equal((await discard(origin)).status, 200, origin);
  });

  it('may ask for what it will not see', async () => {
    const { status, headers } = await open.send('GET', '/books', undefined, { origin: 'https://evil.example' });
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, null]);
  });
});

describe('A closed gateway', () => {
  const auth = { mode: 'oidc', external: true, issuer: 'http://127.0.0.1:1', audience: 'x', algorithms: ['RS256'] };
  const closed = gatewayBeforeStubs({ auth });

  it('answers to any host: who may do what is in their token', async () => {
    const request = new RawHttp(closed.service.server, 'GET /books HTTP/1.1\r\nHost: library.example');
    assert.equal((await request.sent('\r\nConnection: close\r\n\r\n')).status, 200);
  });
});
