import assert from 'node:assert/strict';
import type { Duty, System } from '../../mixins/system.ts';
import { offerOf } from '../gateway/offer.ts';
import library from '../library/system.ts';
import { systemsWith } from '../systems.ts';
import { platformUnder } from './system.ts';

function planted(...duties: Duty[]): System {
  const { title, about, variables } = library;
  const nothing = {
    services: {},
    domains: {},
    required: [],
    optional: [],
    actions: {},
    routes: [],
    events: {},
    tags: {},
  };
  return { ...nothing, title, about, variables, name: 'planted', mount: '', duties, storyOf: () => undefined };
}

const cashier: Duty = { role: 'planted.cashier', about: 'a cashier', onPlatform: { 'payment.list': 'all' } };

describe('Payments, which are of the platform', () => {
  it('are seen by the duties of a system that are declared to', () => {
    const { access } = offerOf(systemsWith([planted(cashier, { role: 'planted.guard', about: 'a guard' })]));
    const scopes = (action: string) =>
      ['member', 'planted.cashier', 'planted.guard', 'librarian'].map((role) => access.scopeOf(action, { role }));
    assert.deepEqual(scopes('payment.list'), ['no', 'all', 'no', 'all']);
    assert.deepEqual(scopes('payment.get'), ['own', 'no', 'no', 'all']);
  });

  it('are offered without the library too', () => {
    const own = planted(cashier);
    const { routes, tags } = offerOf([own, platformUnder([own])]);
    assert.ok(routes.some(({ path }) => path === '/payments/{id}'));
    assert.deepEqual(Object.keys(tags), ['payments', 'admin']);
  });

  it('are all that duties may have of the platform: a duty that claims accounts is refused by name', () => {
    const thief: Duty = { role: 'planted.thief', about: 'a thief', onPlatform: { 'identity.register': 'all' } };
    assert.throws(() => systemsWith([planted(thief)]), {
      message:
        'The duty planted.thief of planted claims identity.register. Duties may have payment.list and payment.get.',
    });
  });
});

describe('An administrator', () => {
  it('is told of the roles of all systems', () => {
    const { routes } = platformUnder([library, planted(cashier)]);
    const aboutOf = (sought: string) => routes.find(({ method, path }) => `${method} ${path}` === sought)?.about ?? '';
    assert.match(aboutOf('POST /admin/accounts'), /"member" \| "librarian" \| "planted\.cashier" \| "admin"/);
    assert.match(aboutOf('POST /admin/clients'), /"kiosk" \| "librarian" \| "planted\.cashier" \| "admin"/);
  });
});
