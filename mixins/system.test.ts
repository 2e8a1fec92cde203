import assert from 'node:assert/strict';
import { getRules } from './contract/rules.ts';
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
});
