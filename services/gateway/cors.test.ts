import assert from 'node:assert/strict';
import { gatewayBeforeStubs } from '../../test/support/gateway.ts';

const page = 'https://page.example';
const preflight = { origin: page, 'access-control-request-method': 'POST' };

/** The headers of an answer that are about other origins. */
async function aboutOrigins(answer: Promise<Response>): Promise<Record<string, string>> {
  const { headers } = await answer;
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'));
}

describe('A page of another origin', () => {
  describe('that is allowed', () => {
    const { send, ...gateway } = gatewayBeforeStubs({ origins: [page, 'https://other.example'] });

    it('reads answers, refusals too', async () => {
      for (const path of ['/books/b1', '/nowhere', '/books/%zz']) {
        const headers = await aboutOrigins(send('GET', path, undefined, { origin: page }));
        assert.equal(headers['access-control-allow-origin'], page, path);
        assert.match(headers['access-control-expose-headers'] ?? '', /Location.*RateLimit.*Retry-After/);
        assert.equal(headers.vary, 'Origin, Accept-Encoding');
        assert.equal(headers['access-control-allow-credentials'], undefined);
      }
    });

    it('learns beforehand what it may ask', async () => {
      const headers = await aboutOrigins(send('OPTIONS', '/rentals', undefined, preflight));
      assert.equal(headers['access-control-allow-methods'], 'POST, GET, HEAD, OPTIONS');
      assert.match(headers['access-control-allow-headers'] ?? '', /Authorization.*Content-Type.*Idempotency-Key/);
      assert.equal(headers['access-control-max-age'], '600');
      assert.deepEqual(gateway.calls, []);
    });

    it('is one to the letter', async () => {
      for (const origin of ['https://page.exampl', 'https://page.example.evil', 'http://page.example', 'null', '*']) {
        const headers = await aboutOrigins(send('OPTIONS', '/rentals', undefined, { ...preflight, origin }));
        assert.deepEqual(headers, { vary: 'Origin, Accept-Encoding' }, origin);
      }
    });
  });

  describe('where all are', () => {
    const { send } = gatewayBeforeStubs({ origins: ['*'] });

    it('reads answers, which are the same for all', async () => {
      const headers = await aboutOrigins(send('GET', '/books/b1', undefined, { origin: 'https://any.example' }));
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.equal(headers.vary, 'Accept-Encoding');
    });
  });

  describe('where none is', () => {
    const { send } = gatewayBeforeStubs();

    it('reads nothing', async () => {
      const nothing = { vary: 'Accept-Encoding' };
      assert.deepEqual(await aboutOrigins(send('GET', '/books/b1', undefined, { origin: page })), nothing);
      assert.deepEqual(await aboutOrigins(send('OPTIONS', '/rentals', undefined, preflight)), nothing);
    });
  });
});
