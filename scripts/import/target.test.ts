import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { ServiceBroker } from 'moleculer';
import { persistent } from '../../services/library/book/catalogue/persistent.ts';
import { behindBroker, findTarget, throughGateway, type Whereabouts } from './target.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const titles = [{ id: '1', title: 'White', authors: 'Han Kang', copies: 1 }];

describe('The target of an import', () => {
  const started: { close(): void }[] = [];
  afterEach(() => {
    for (const server of started.splice(0)) server.close();
  });

  async function serve(handler: Handler): Promise<string> {
    const server = createServer(handler);
    started.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** What is begun to find the target, and the name of what was found. */
  async function find(where: Partial<Whereabouts>, nodes: 'a book service' | 'none' = 'a book service') {
    const begun: string[] = [];
    const begin = (what: string) => async () => {
      begun.push(what);
      return broker;
    };
    const broker = {
      waitForServices: () => (nodes === 'none' ? Promise.reject(new Error('timeout')) : Promise.resolve()),
      stop: begin('stop'),
    } as unknown as ServiceBroker;
    const target = findTarget(
      { NATS_URL: undefined, HOST: '127.0.0.1', PORT: 1, ...where },
      { join: begin('join'), startBook: begin('start book') },
    );
    return { begun, name: await target.then(({ name }) => name).catch((error: Error) => error.message) };
  }

  it('is a running system when one answers', async () => {
    const origin = await serve((request, response) =>
      response.writeHead(request.url === '/health/live' ? 200 : 404).end(),
    );
    const PORT = Number(new URL(origin).port);
    assert.deepEqual(await find({ PORT }), { begun: [], name: `the system that runs at ${origin}` });
    assert.deepEqual(await find({ PORT, HOST: '0.0.0.0' }), { begun: [], name: `the system that runs at ${origin}` });
  });

  it('is a book service of its own when nothing runs', async () => {
    const other = await serve((_, response) => response.writeHead(404).end());
    for (const PORT of [1, Number(new URL(other).port)]) {
      assert.deepEqual(await find({ PORT }), { begun: ['start book'], name: 'the catalogue on this machine' });
    }
  });

  it('is the book service on NATS when there is one, and nothing keeps running when there is none', async () => {
    const NATS_URL = 'nats://127.0.0.1:4222';
    assert.deepEqual(await find({ NATS_URL }), { begun: ['join'], name: 'the book service on NATS' });
    assert.deepEqual(await find({ NATS_URL }, 'none'), {
      begun: ['join', 'stop'],
      name: 'no book service was found on NATS within 10 s',
    });
  });

  it('is given the titles through the gateway, and again when it is overloaded', async () => {
    const bodies: unknown[] = [];
    const origin = await serve(async (request, response) => {
      bodies.push(await json(request));
      if (bodies.length === 1) response.writeHead(503, { 'retry-after': '0' }).end('busy');
      else response.end('["added"]');
    });
    const catalogue = persistent(throughGateway(origin).catalogue, { forMs: 10_000 });
    assert.deepEqual(await catalogue(titles), ['added']);
    assert.deepEqual(bodies, [{ titles }, { titles }]);
  });

  it('is given long titles in several bodies that it can take', async () => {
    const sizes: number[] = [];
    const origin = await serve(async (request, response) => {
      const body = await text(request);
      sizes.push(Buffer.byteLength(body));
      response.end(JSON.stringify(JSON.parse(body).titles.map(({ id }: { id: string }) => ({ refused: id }))));
    });
    const long = Array.from({ length: 50 }, (_, id) => ({
      id: `${id}`,
      title: '책'.repeat(999),
      authors: 'a',
      copies: 1,
    }));
    const outcomes = await throughGateway(origin).catalogue(long);
    assert.deepEqual(
      outcomes,
      long.map(({ id }) => ({ refused: id })),
    );
    assert.ok(sizes.length > 1 && Math.max(...sizes) <= 65_536, `bodies of ${sizes} bytes`);
  });

  it('is shown a token where it asks who comes', async () => {
    const shown: unknown[] = [];
    const origin = await serve((request, response) => {
      shown.push(request.headers.authorization);
      response.end('["added"]');
    });
    await throughGateway(origin, 'a.b.c').catalogue(titles);
    await throughGateway(origin).catalogue(titles);
    assert.deepEqual(shown, ['Bearer a.b.c', undefined]);
  });

  it('is not asked again when it refuses, and its answer is passed on', async () => {
    let requests = 0;
    const origin = await serve((_, response) => {
      requests += 1;
      response.writeHead(422).end('{"detail":"no"}');
    });
    await assert.rejects(throughGateway(origin).catalogue(titles), /PUT .*\/books: 422 \{"detail":"no"\}/);
    assert.equal(requests, 1);
  });

  it('is unavailable while the gateway is overloaded, or does not answer', async () => {
    const origin = await serve((_, response) => response.writeHead(503, { 'retry-after': '2' }).end('busy'));
    await assert.rejects(throughGateway(origin).catalogue(titles), { retryAfterMs: 2_000, message: /503 busy/ });
    await assert.rejects(throughGateway('http://127.0.0.1:1').catalogue(titles), { name: 'CatalogueUnavailable' });
  });

  it('is unavailable while there is no book service', async () => {
    const broker = new ServiceBroker({ logger: false });
    await broker.start();
    const target = behindBroker(broker, 'a broker');
    await assert.rejects(target.catalogue(titles), { name: 'CatalogueUnavailable', message: /book.catalogueMany/ });
    await target.close();
  });

  it('is the book service of a broker, which stops with it', async () => {
    const calls: unknown[] = [];
    const broker = {
      call: async (action: string, params: unknown) => {
        calls.push([action, params]);
        return ['unchanged'];
      },
      stop: async () => {
        calls.push('stop');
      },
    };
    const target = behindBroker(broker as unknown as ServiceBroker, 'a broker');
    assert.deepEqual(await target.catalogue(titles), ['unchanged']);
    await target.close();
    assert.deepEqual(calls, [['book.catalogueMany', { titles }], 'stop']);
  });
});
