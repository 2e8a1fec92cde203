import assert from 'node:assert/strict';
import { gatewayBeforeStubs } from '../../test/support/gateway.ts';

describe('A document that the gateway sends', () => {
  const { send } = gatewayBeforeStubs();

  for (const path of ['/openapi.json', '/asyncapi.json', '/docs'])
    it(`${path} is sent once to who keeps it`, async () => {
      const first = await send('GET', path);
      const etag = first.headers.get('etag') ?? '';
      assert.equal(first.headers.get('cache-control'), 'no-cache');
      // Weak: the body may come compressed, and is another one then, byte by byte.
      assert.match(etag, /^W\/"[\w-]{22}"$/);
      for (const known of [etag, `"another", ${etag}`, etag.slice(2), '*']) {
        const again = await send('GET', path, undefined, { 'if-none-match': known });
        assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag], known);
      }
      const other = await send('GET', path, undefined, { 'if-none-match': '"another"' });
      assert.equal(other.status, 200);
      assert.equal(await other.text(), await first.text());
    });
});
