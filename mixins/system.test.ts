import assert from 'node:assert/strict';
import { defineEvents } from './contract/events.ts';
import { getRules, idRule } from './contract/rules.ts';
import { answering } from './contract/schema.ts';
import { defineSystem, type LiveView } from './system.ts';

const actions = {
  'example.get': { about: 'One.', params: getRules, answer: answering<object>(), refusals: [] },
} as const;
const plain = {
  name: 'example',
  title: { en: 'Example', ko: '예시' },
  about: { en: 'One.', ko: '하나.' },
  mount: '/example',
  services: {},
  domains: {},
  required: [],
  optional: [],
  actions,
  events: {},
  tags: {},
  duties: [],
  variables: {},
  storyOf: () => undefined,
};
const events = defineEvents({
  'example.parcel.shipped': { about: 'It is on its way.', data: { customerId: idRule, orderId: idRule } },
});
const live: Omit<LiveView, 'lists'> = {
  view: 'example',
  owner: 'memberId',
  ownerAbout: 'Whose.',
  row: {},
  description: 'Changes.',
};
const at = { method: 'GET', path: '/x', about: 'x' } as const;

describe('The declaration of a system', () => {
  it('has routes and live views of the actions that it declares', () => {
    const { routes } = defineSystem({
      ...plain,
      routes: [
        { ...at, action: 'example.get', may: { anyone: 'all' } },
        { ...at, path: '/y', live: { ...live, lists: 'example.get' } },
      ],
    });
    assert.equal(routes.length, 2);
  });

  it('does not compile with a route, or a live view, of an action that does not exist', () => {
    const mistakes = [
      // @ts-expect-error there is no such action
      () => defineSystem({ ...plain, routes: [{ ...at, action: 'example.take', may: {} }] }),
      // @ts-expect-error nor is there one that lists
      () => defineSystem({ ...plain, routes: [{ ...at, live: { ...live, lists: 'example.list' } }] }),
      // @ts-expect-error who may do it is not said
      () => defineSystem({ ...plain, routes: [{ ...at, action: 'example.get' }] }),
    ];
    assert.equal(mistakes.length, 3);
  });

  it('does not compile with a service whose domain is missing', () => {
    const services = { example: () => Promise.resolve({ default: { name: 'example' } }) };
    const domain = { kind: 'core', en: 'x', ko: 'x' } as const;
    assert.ok(defineSystem({ ...plain, services, domains: { example: domain }, routes: [] }));
    // @ts-expect-error what the service is to the business is not said
    assert.ok(defineSystem({ ...plain, services, domains: {}, routes: [] }));
  });

  it('has notices of the events that it declares, made of what they carry', () => {
    const { notices } = defineSystem({
      ...plain,
      routes: [],
      events,
      notices: {
        'example.parcel.shipped': {
          status: 'Shipped',
          to: ({ customerId }) => customerId,
          text: ({ orderId }) => ({ en: `Order ${orderId} is on its way.`, ko: `주문 ${orderId}이 출발했습니다.` }),
        },
      },
    });
    const data = { customerId: 'kim', orderId: '7' } as never;
    const notice = notices?.['example.parcel.shipped'];
    assert.equal(notice?.to(data, '7'), 'kim');
    assert.equal(notice?.text(data, '7').en, 'Order 7 is on its way.');
  });

  it('does not compile with a notice of an event, or of a field, that is not defined', () => {
    const told = { status: 'Shipped', to: () => 'kim', text: () => ({ en: 'x', ko: 'x' }) };
    const declared = { ...plain, routes: [], events };
    const shipped = 'example.parcel.shipped';
    const mistakes = [
      // @ts-expect-error there is no such event
      () => defineSystem({ ...declared, notices: { 'example.parcel.lost': told } }),
      // @ts-expect-error its data have no such field
      () => defineSystem({ ...declared, notices: { [shipped]: { ...told, to: ({ memberId }) => memberId } } }),
      // @ts-expect-error the Korean text is missing
      () => defineSystem({ ...declared, notices: { [shipped]: { ...told, text: () => ({ en: 'x' }) } } }),
    ];
    assert.equal(mistakes.length, 3);
  });
});
