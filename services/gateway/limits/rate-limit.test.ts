import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { ServiceBroker } from 'moleculer';
import { eventually } from '../../../test/support/eventually.ts';
import { gatewayBeforeStubs } from '../../../test/support/gateway.ts';
import { closed, newIssuer } from '../../../test/support/tokens.ts';
import { ProblemError } from '../problems.ts';
import { rateLimited } from './rate-limit.mixin.ts';
import { RateLimit } from './rate-limit.ts';

const rate = { requests: 3, seconds: 60 };

/** Counts a request; the headers of its answer, and whether it was refused. */
async function count(limit: RateLimit, client: string) {
  const headers: Record<string, unknown> = {};
  const response = { setHeader: (name: string, value: unknown) => Object.assign(headers, { [name]: value }) };
  try {
    await limit.count(client, response as unknown as ServerResponse);
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    return { headers, refused: error.problem };
  }
  return { headers, refused: undefined };
}

describe('A limit on requests', () => {
  it('says how many are left, and refuses more until the time is over', async () => {
    const limit = new RateLimit(rate);
    for (const left of [2, 1, 0]) {
      const { headers, refused } = await count(limit, 'kim');
      assert.deepEqual(headers, {
        'RateLimit-Policy': '"default";q=3;w=60',
        RateLimit: `"default";r=${left};t=60`,
      });
      assert.equal(refused, undefined);
    }
    const { headers, refused } = await count(limit, 'kim');
    assert.equal(headers.RateLimit, '"default";r=0;t=60');
    assert.deepEqual([refused?.status, refused?.headers], [429, { 'Retry-After': '60' }]);
  });

  it('is each client’s own', async () => {
    const limit = new RateLimit(rate);
    for (let n = 0; n < 4; n++) await count(limit, 'kim');
    assert.equal((await count(limit, 'lee')).refused, undefined);
  });

  it('counts what another gateway has told, once', async () => {
    const [here, there] = [new RateLimit(rate), new RateLimit(rate)];
    assert.equal(here.tell(), undefined);
    for (let n = 0; n < 2; n++) await count(here, 'kim');
    await there.hear(here.tell() ?? {});
    assert.equal(here.tell(), undefined);
    assert.equal(there.tell(), undefined, 'what was heard is not told on');
    assert.equal((await count(there, 'kim')).refused, undefined);
    assert.equal((await count(there, 'kim')).refused?.status, 429);
  });
});

describe('Gateways with a limit', () => {
  const brokers: ServiceBroker[] = [];
  const limits: RateLimit[] = [];
  before(async () => {
    for (const nodeID of ['one', 'two']) {
      const broker = new ServiceBroker({ nodeID, namespace: 'gateway-limit', transporter: 'Fake', logger: false });
      const schema = { name: 'gateway', mixins: [rateLimited], settings: { rate } };
      const service = broker.createService(schema) as unknown as { limit: RateLimit };
      brokers.push(broker);
      limits.push(service.limit);
    }
    await Promise.all(brokers.map((broker) => broker.start()));
    const knownTo = ({ registry }: ServiceBroker) =>
      registry.getServiceList({ onlyAvailable: true, skipInternal: true });
    await eventually(() => brokers.every((broker) => knownTo(broker).length === 2));
  });
  after(() => Promise.all(brokers.map((broker) => broker.stop())));

  it('count together', async () => {
    const [one, two] = limits as [RateLimit, RateLimit];
    const heard = new Promise<void>((resolve) => {
      const hear = two.hear.bind(two);
      two.hear = (usage) => hear(usage).then(resolve);
    });
    for (let n = 0; n < 3; n++) await count(one, 'kim');
    await heard;
    assert.equal((await count(two, 'kim')).refused?.status, 429);
    assert.equal((await count(two, 'lee')).refused, undefined);
  });
});

describe('A gateway with a limit', () => {
  const gateway = gatewayBeforeStubs({ auth: closed, proxies: 1 });
  let issuer: Awaited<ReturnType<typeof newIssuer>>;
  before(async () => {
    issuer = await newIssuer();
  });
  beforeEach(() => {
    gateway.service.limit = new RateLimit(rate);
    gateway.behaviour = (_, { action }) => (action?.name === 'identity.jwks' ? issuer.keys : {});
  });

  const statuses = async (count: number, headers: Record<string, string>, path = '/books') => {
    const answers = Array.from({ length: count }, () => gateway.send('GET', path, undefined, headers));
    return (await Promise.all(answers)).map(({ status }) => status).sort();
  };

  it('counts callers by their tokens, wherever they are', async () => {
    const [kim, lee] = [await issuer.bearer('kim', 'member'), await issuer.bearer('lee', 'member')];
    assert.deepEqual(await statuses(4, { authorization: kim }), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(1, { authorization: kim, 'x-forwarded-for': '192.0.2.9' }), [429]);
    assert.deepEqual(await statuses(1, { authorization: lee }), [200]);
  });

  it('counts everybody else by address, as the proxy tells it, tokens that are not good included', async () => {
    const from = { 'x-forwarded-for': '192.0.2.1' };
    assert.deepEqual(await statuses(2, { ...from, authorization: 'Bearer a.b.c' }), [401, 401]);
    assert.deepEqual(await statuses(2, { 'x-forwarded-for': `203.0.113.5, ${from['x-forwarded-for']}` }), [200, 429]);
    assert.deepEqual(await statuses(1, { 'x-forwarded-for': '192.0.2.2' }), [200]);
  });

  it('always answers those who watch over it', async () => {
    assert.deepEqual(new Set(await statuses(10, {}, '/health/live')), new Set([200]));
  });
});
