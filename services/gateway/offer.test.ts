import assert from 'node:assert/strict';
import { getRules } from '../../mixins/contract/rules.ts';
import { answering } from '../../mixins/contract/schema.ts';
import type { System } from '../../mixins/system.ts';
import { offerOf } from './offer.ts';
import { openApi } from './openapi/document.ts';

const get = { about: 'One.', params: getRules, answer: answering<object>(), refusals: [] };
const words = { en: 'x', ko: 'x' };

function system(name: string, more: Partial<System> = {}): System {
  return {
    name,
    title: words,
    about: words,
    mount: `/${name}`,
    services: {},
    domains: {},
    required: [],
    optional: [],
    actions: { [`${name}.get`]: get },
    routes: [{ method: 'GET', path: `/${name}s/{id}`, action: `${name}.get`, may: {}, about: 'one' }],
    events: {},
    tags: { [`${name}s`]: `About ${name}s.` },
    duties: [],
    variables: {},
    storyOf: () => undefined,
    ...more,
  };
}

describe('What a gateway offers', () => {
  it('is under one tag where two systems share a mount', () => {
    const offer = offerOf([system('order', { mount: '/market' }), system('request', { mount: '/market' })]);
    assert.deepEqual(offer.tags, { market: 'About orders. About requests.' });
    const { paths } = openApi(offer, { mode: 'open' }) as { paths: object };
    assert.ok('/market/orders/{id}' in paths && '/market/requests/{id}' in paths);
  });

  const twice: Readonly<Record<string, readonly [Partial<System>, RegExp]>> = {
    'an action': [{ actions: { 'a.get': { ...get } } }, /a and b both declare the action a\.get/],
    'a tag at the root': [{ mount: '', tags: { as: 'Other.' } }, /a and b both declare the tag as/],
    'who may do something': [
      { actions: {}, routes: [{ method: 'GET', path: '/y', action: 'a.get', may: { anyone: 'all' }, about: 'y' }] },
      /GET \/y of b permits a\.get to others/,
    ],
  };
  for (const [what, [other, message]] of Object.entries(twice))
    it(`is refused when two systems declare ${what} in different ways`, () => {
      const systems = [system('a', { mount: '' }), system('b', other)];
      assert.throws(() => offerOf(systems), message);
    });
});
