import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { resourcesOf } from '../../services/gateway/resources.ts';
import { pathOf } from '../../services/gateway/routes.ts';
import { Description } from '../support/description.ts';
import { offer } from '../support/offer.ts';
import { eachScale } from '../support/system.scales.ts';

/** Whatever comes in, of whatever type, size or encoding, is answered, and never with a failure of ours. */
describe('Requests that make no sense', () => {
  eachScale((system) => {
    it('get no 5xx, and every answer is as it is described, and tells nothing of what is inside', async () => {
      const agent = new Agent({ keepAlive: true });
      const description = new Description(await system.get('/openapi.json'));
      const property = fc.asyncProperty(anyRequest, async (sent) => {
        const answer = await send(system.url, agent, sent);
        const { status, headers, text: body } = answer;
        assert.ok(status >= 200 && status < 500, `${status} ${body}`);
        const route = described.find(
          ({ method, pattern }) => method === sent.method && pattern.test(pathOf(sent.path)),
        );
        if (route) description.check(route.method, route.path, answer);
        if (status < 400 || sent.method === 'HEAD') return;
        assert.equal(headers.get('content-type'), 'application/problem+json');
        assert.partialDeepStrictEqual(JSON.parse(body), { status, requestId: headers.get('x-request-id') });
        assert.doesNotMatch(body, inside);
      });
      await fc.assert(property, { seed: 20_251_121, numRuns: 500 });
      agent.destroy();
      assert.equal((await system.send('GET', '/health/ready')).status, 200);
    });
  });
});

const described = offer.routes
  .filter((route) => !('live' in route || ('action' in route && route.undescribed)))
  .flatMap((route) => resourcesOf([route]).map(({ pattern }) => ({ ...route, pattern })));

/** Stacks, files, nodes. */
const inside = /\bat .+:\d+:\d+|node_modules|\.[jt]s\b|nodeID|\b(?:yeyak|gateway|rental)-[0-9a-f]{8}\b/;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** By Node's own client, which sends what `fetch` would refuse to or put right. */
async function send(url: string, agent: Agent, { method, path, headers, body }: Sent) {
  const { hostname, port } = new URL(url);
  const sending = request({
    hostname,
    port,
    agent,
    method,
    path,
    headers: { ...headers, 'content-length': body.length },
  });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const { statusCode: status = 0, headers: given } = response;
  const known = Object.entries(given).map(([name, value]) => [name, String(value)] as [string, string]);
  return { status, headers: new Headers(known), text: await text(response) };
}

const anyText = fc.oneof(
  fc.constantFrom(
    'kim',
    '1',
    '',
    ' ',
    '-',
    '..',
    '__proto__',
    'constructor',
    'null',
    'x'.repeat(65),
    'x'.repeat(3_000),
  ),
  fc.constantFrom("' OR 1=1 --", '{"$ne":null}', '한강', '\u0000', '\ud800', '😀', '1e999', '-0', '0x10'),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

const anyValue = fc.oneof(
  anyText,
  fc.jsonValue(),
  fc.constantFrom(0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, true, null, [], {}, [[]], { $gt: '' }),
);

/** Escaped as it should be, or as it comes: `%`, `%zz`, `%00` and bytes that are no UTF-8. */
const anySegment = fc.oneof(
  anyText.map((part) => encodeURIComponent(part.toWellFormed())),
  fc.constantFrom('%', '%zz', '%00', '%ff%fe', '%C0%AE', '%2e%2e', '..', '.', ';', '*', '~', 'a%2Fb', '%0d%0a'),
);

const anyQuery = fc
  .dictionary(
    fc.oneof(fc.constantFrom('page', 'pageSize', 'sort', 'search', 'state', 'memberId', 'state[$ne]'), anySegment),
    anySegment,
    { maxKeys: 2 },
  )
  .map((query) => Object.entries(query).map(([name, value]) => `${name}=${value}`))
  .map((pairs) => `?${pairs.join('&')}`);

/** Mostly what there is, since of the rest there is little to get wrong. */
const anyTarget = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...described.map(({ method, path }) => ({ method, path }))) },
  fc.record({
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'),
    path: fc.constantFrom('/rentals', '/books/{id}', '/{id}', '/{id}/{id}', '/rentals%2F', '//rentals', '/.env'),
  }),
);

const fields = ['memberId', 'bookId', 'reqState', 'id', 'titles', 'amount', 'state', '__proto__', 'constructor'];
const anyObject = fc.dictionary(fc.oneof(fc.constantFrom(...fields), anyText), anyValue, { maxKeys: 5 });
const likeATitle = fc.record(
  { id: anyValue, title: anyValue, authors: anyValue, copies: anyValue, year: anyValue, isbn: anyValue },
  { requiredKeys: [] },
);

const anyBody = fc
  .oneof(
    anyObject,
    anyValue,
    fc.record({ memberId: anyText, bookId: anyText }),
    fc.record({ reqState: fc.oneof(fc.constantFrom('cancel', 'rental', 'return'), anyValue) }),
    fc.record({ titles: fc.array(likeATitle, { maxLength: 3 }) }),
  )
  .map((value) => Buffer.from(JSON.stringify(value)));

const rawBody = fc.oneof(
  { weight: 8, arbitrary: anyBody },
  anyBody.map((body) => body.subarray(0, body.length / 2)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(1, 1_000, 100_000).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth))),
  fc.constantFrom(65_536, 65_537, 300_000).map((size) => Buffer.from(`{"memberId":"${'k'.repeat(size - 15)}"}`)),
);

/** What a header can carry at all. */
const anyHeader = anyText.map((value) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 1_000));

const anyHeaders = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 6, arbitrary: fc.constant('application/json') },
      fc.constantFrom('application/json; charset=utf-8', 'application/json;charset=utf-16', 'text/plain', ''),
      anyHeader,
    ),
    'content-encoding': fc.oneof({ weight: 6, arbitrary: fc.constant('identity') }, fc.constantFrom('gzip', 'none')),
    'idempotency-key': anyHeader,
    'x-request-id': anyHeader,
    accept: fc.constantFrom('text/html', '*/*', 'application/xml;q=0'),
  },
  { requiredKeys: ['content-type'] },
);

const anyRequest: fc.Arbitrary<Sent> = fc
  .tuple(anyTarget, anySegment, fc.oneof(fc.constant(''), anyQuery), anyHeaders, rawBody)
  .map(([{ method, path }, segment, query, headers, body]) => {
    return { method, path: path.replaceAll('{id}', segment) + query, headers, body };
  });
