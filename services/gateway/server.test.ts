import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { eventually } from '../../test/support/eventually.ts';
import { close, listen, urlOf } from './server.ts';

/** Closes idle connections at once. */
const patient = { idleMs: 0, graceMs: 60_000 };
const hello: RequestListener = (_request, response) => {
  response.end('hello');
};

describe('the HTTP server', () => {
  const servers: Server[] = [];

  async function started(handler: RequestListener): Promise<Server> {
    const server = await listen(handler, { host: '127.0.0.1', port: 0 });
    servers.push(server);
    return server;
  }

  function portOf(server: Server): number {
    return (server.address() as AddressInfo).port;
  }

  async function connected(server: Server): Promise<Socket> {
    const socket = connect(portOf(server), '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  async function sent(server: Server, bytes: string): Promise<string> {
    const socket = await connected(server);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.write(bytes);
    await once(socket, 'close');
    return answer;
  }

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => close(server, { idleMs: 0, graceMs: 0 })));
  });

  it('tells where it listens', async () => {
    const server = await started(hello);
    assert.equal(urlOf(server), `http://127.0.0.1:${portOf(server)}`);
    assert.equal(await (await fetch(urlOf(server))).text(), 'hello');
  });

  it('says which port is taken and what to do', async () => {
    const port = portOf(await started(hello));
    await assert.rejects(listen(hello, { host: '127.0.0.1', port }), {
      message: `Port ${port} on 127.0.0.1 is taken by another program. Stop that program or set PORT to another port.`,
    });
  });

  it('says why it cannot listen on an address that the machine lacks', async () => {
    const refused = listen(hello, { host: '192.0.2.1', port: 0 });
    await assert.rejects(refused, /^Error: Cannot listen on port 0 of 192\.0\.2\.1: /);
  });

  it('answers what is not HTTP with a problem and the headers of every answer', async () => {
    const server = await started(hello);
    const answer = await sent(server, 'HELO there\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/);
    assert.match(answer, /\r\nX-Content-Type-Options: nosniff\r\n/);
    assert.match(answer, /\r\nContent-Type: application\/problem\+json\r\n/);
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
    assert.deepEqual([body.status, body.type], [400, 'urn:yeyak:problem:malformed-request']);
    assert.ok(answer.includes(`X-Request-Id: ${body.requestId}\r\n`));
  });

  it('answers a URL that is far too long', async () => {
    const answer = await sent(await started(hello), `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 431 /);
  });

  it('closes although an idle connection is open', async () => {
    const server = await started(hello);
    const idle = await connected(server);
    idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    await close(server, patient);
  });

  it('answers a last request of a kept-alive connection, and takes no new one', async () => {
    const server = await started((_request, response) => {
      if (!server.listening) response.setHeader('Connection', 'close');
      response.end('hello');
    });
    const address = urlOf(server);
    const [idle, forgotten] = [await connected(server), await connected(server)];
    const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
    for (const socket of [idle, forgotten]) {
      socket.write(request);
      await once(socket, 'data');
    }
    const closed = close(server, { idleMs: 300, graceMs: 60_000 });
    await eventually(() => !server.listening);
    await assert.rejects(fetch(address), /fetch failed/);
    idle.write(request);
    const [answer] = (await once(idle, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 200 OK\r\nConnection: close\r\n/);
    await Promise.all([once(idle, 'close'), once(forgotten, 'close'), closed]);
  });

  it('shares its port, so that another can take over', async function () {
    if ('Deno' in globalThis) this.skip();
    const sharing = { host: '127.0.0.1', sharing: true };
    const first = await listen((_request, response) => response.end('first'), { ...sharing, port: 0 });
    const second = await listen((_request, response) => response.end('second'), { ...sharing, port: portOf(first) });
    servers.push(second);
    const address = urlOf(first);
    await close(first, patient);
    assert.equal(await (await fetch(address)).text(), 'second');
  });

  it('lets a request under way end before it closes', async () => {
    let finish = () => {};
    const server = await started((_request, response) => {
      finish = () => response.end('late');
      server.emit('arrived');
    });
    const answer = fetch(urlOf(server), { headers: { connection: 'close' } });
    await once(server, 'arrived');
    const closed = close(server, patient);
    finish();
    assert.equal(await (await answer).text(), 'late');
    await closed;
  });

  it('cuts a request that never ends', async () => {
    const server = await started(() => server.emit('arrived'));
    const answer = fetch(urlOf(server)).catch((error: Error) => error.message);
    await once(server, 'arrived');
    await close(server, { idleMs: 0, graceMs: 10 });
    assert.equal(await answer, 'fetch failed');
  });
});
