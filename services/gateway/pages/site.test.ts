import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { gatewayBeforeStubs } from '../../../test/support/gateway.ts';
import { newDir, removeDir } from '../../../test/support/tempdir.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('The pages at the gateway', () => {
  const folder = newDir();
  after(() => removeDir(folder));
  mkdirSync(join(folder, 'assets'));
  const script = 'console.log("yeyak");'.repeat(20);
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Yeyak</title>');
  writeFileSync(join(folder, 'assets/main-AbCd_-12.js'), script);
  writeFileSync(join(folder, 'assets/main-AbCd_-12.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, '.source'), 'nobody’s business');
  const gateway = gatewayBeforeStubs({ pages: folder });
  const get = (path: string, headers?: Record<string, string>) =>
    fetch(gateway.service.url + path, { redirect: 'manual', ...(headers && { headers }) });

  it('are where somebody with a browser is led, and nobody else', async () => {
    const led = await get('/', browser);
    assert.equal(led.status, 303);
    assert.equal(led.headers.get('location'), '/app/');
    const listed = await get('/');
    assert.equal(((await listed.json()) as { name: string }).name, 'Yeyak');
  });

  it('are one document, whatever page the path names', async () => {
    for (const path of ['/app', '/app/', '/app/mypage', '/app/desk?x=1']) {
      const response = await get(path, browser);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.match(await response.text(), /Yeyak/);
    }
  });

  it('run only what the gateway serves, in no frame', async () => {
    const policy = (await get('/app/')).headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"])
      assert.ok(policy.split('; ').includes(part), part);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it('are asked for each time, their files never again', async () => {
    const page = await get('/app/');
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    const again = await get('/app/', { 'if-none-match': page.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), '');
    const file = await get('/app/assets/main-AbCd_-12.js');
    assert.equal(file.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(file.headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  it('come compressed to who can read it', async () => {
    const { request } = await import('node:http');
    const url = `${gateway.service.url}/app/assets/main-AbCd_-12.js`;
    const raw = await new Promise<Buffer>((resolve) => {
      request(url, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
        assert.equal(response.headers['content-encoding'], 'br');
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
      }).end();
    });
    assert.equal(brotliDecompressSync(raw).toString(), script);
  });

  it('tell how people sign in', async () => {
    assert.deepEqual(await (await get('/app/settings.json')).json(), {
      auth: 'open',
      roles: [
        ...['member', 'librarian', 'screening.hospital-admin', 'market.staff'],
        ...[
          'registration.publisher',
          'registration.reviewer',
          'vaccine.staff',
          'store.manager',
          'kakao.staff',
          'admin',
        ],
      ],
    });
  });

  it('have no other files', async () => {
    for (const path of ['/app/none.js', '/app/.source', '/app/..%2fpackage.json', '/app/assets/../../secret.js'])
      await gateway.problem(404, 'GET', path);
  });

  it('take no POST', async () => {
    const { headers } = await gateway.problem(405, 'POST', '/app/', {});
    assert.equal(headers.get('allow'), 'GET, HEAD');
  });
});

describe('A gateway without pages', () => {
  const gateway = gatewayBeforeStubs({ pages: '/nowhere' });

  it('is an API, to browsers too', async () => {
    const response = await gateway.send('GET', '/', undefined, browser);
    assert.equal(((await response.json()) as { name: string }).name, 'Yeyak');
    await gateway.problem(404, 'GET', '/app/');
  });
});
