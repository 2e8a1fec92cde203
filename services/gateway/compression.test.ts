import assert from 'node:assert/strict';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { gatewayBeforeStubs } from '../../test/support/gateway.ts';

describe('A large answer', () => {
  const gateway = gatewayBeforeStubs();
  beforeEach(() => {
    gateway.behaviour = () => ({ rows: ['x'.repeat(5_000)] });
  });

  /** As it comes over the wire, which `fetch` would decompress. */
  async function get(path: string, headers: Record<string, string>, method = 'GET') {
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      request(`${gateway.service.url}${path}`, { method, headers }, resolve).once('error', reject).end();
    });
    return { headers: response.headers, status: response.statusCode, body: await buffer(response) };
  }

  it('is compressed for who takes it', async () => {
    const plain = await get('/books', {});
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.match(String(plain.headers.vary), /Accept-Encoding/);
    const gzip = await get('/books', { 'accept-encoding': 'gzip' });
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.match(String(gzip.headers.vary), /Accept-Encoding/);
    assert.deepEqual(gunzipSync(gzip.body), plain.body);
    assert.ok(gzip.body.length < 500);
    const br = await get('/books', { 'accept-encoding': 'gzip, deflate, br' });
    assert.equal(br.headers['content-encoding'], 'br');
    assert.deepEqual(brotliDecompressSync(br.body), plain.body);
    assert.equal((await get('/books', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding'], undefined);
  });

  it('is compressed when it is a document, of which the ETag still holds', async () => {
    for (const path of ['/docs', '/openapi.json', '/asyncapi.json']) {
      const { headers, body } = await get(path, { 'accept-encoding': 'gzip' });
      assert.equal(headers['content-encoding'], 'gzip', path);
      assert.deepEqual(gunzipSync(body), (await get(path, {})).body);
      const known = { 'accept-encoding': 'gzip', 'if-none-match': String(headers.etag) };
      assert.equal((await get(path, known)).status, 304);
    }
  });

  it('has the same headers for a HEAD, and no body', async () => {
    const head = await get('/books', { 'accept-encoding': 'gzip' }, 'HEAD');
    assert.deepEqual([head.status, head.body.length], [200, 0]);
  });

  it('is not one that a packet holds, nor a stream', async () => {
    gateway.behaviour = () => ({ rows: [] });
    assert.equal((await get('/books', { 'accept-encoding': 'gzip' })).headers['content-encoding'], undefined);
    const stream = await fetch(`${gateway.service.url}/mypages/stream?memberId=kim`);
    assert.equal(stream.headers.get('content-encoding'), null);
    await stream.body?.cancel();
  });
});
