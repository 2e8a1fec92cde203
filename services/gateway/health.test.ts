import assert from 'node:assert/strict';
import { offer } from '../../test/support/offer.ts';
import { readiness } from './health.ts';

function without(...down: string[]) {
  return readiness(offer.services, {
    node: () => !down.includes('gateway'),
    bus: () => !down.includes('bus'),
    service: async (name) => (down.includes(name) ? `${name} is away.` : undefined),
  });
}

describe('readiness', () => {
  it('is there when everything answers', async () => {
    const { status, checks } = await without();
    assert.equal(status, 'ready');
    assert.deepEqual(
      checks.map(({ name, state }) => `${name} ${state}`),
      [
        ...['gateway up', 'bus up', 'rental up', 'payment up', 'book up', 'mypage up'],
        ...['screening', 'hospital', 'reservation', 'mypage'].map((name) => `screening.${name} up`),
        ...['order', 'delivery', 'customerview'].map((name) => `market.${name} up`),
        ...['request', 'approval', 'pubview'].map((name) => `registration.${name} up`),
        ...['user', 'reservation', 'calendar', 'hospital', 'stock', 'dashboard'].map((name) => `vaccine.${name} up`),
        ...['reservation', 'product', 'supplier', 'pay', 'dashboard'].map((name) => `store.${name} up`),
        ...['kakao.message up', 'kakao.kakaomsg up'],
      ],
    );
  });

  for (const name of ['bus', 'rental', 'payment']) {
    it(`is not there without ${name}, which reserving needs`, async () => {
      const { status, checks } = await without(name);
      assert.equal(status, 'unready');
      assert.deepEqual(
        checks.filter(({ state }) => state === 'down').map(({ name, required, why }) => [name, required, typeof why]),
        [[name, true, 'string']],
      );
    });
  }

  it('is not there while the gateway itself starts or stops, and then asks nobody', async () => {
    const { status, checks } = await readiness(offer.services, {
      node: () => false,
      bus: () => true,
      service: () => assert.fail('a service was asked'),
    });
    assert.equal(status, 'unready');
    assert.deepEqual(checks, [{ name: 'gateway', state: 'down', required: true, why: 'The gateway starts or stops.' }]);
  });

  it('outlives book and my page, which catch up', async () => {
    assert.equal((await without('book', 'mypage')).status, 'degraded');
    assert.equal((await without('book', 'payment')).status, 'unready');
  });
});
