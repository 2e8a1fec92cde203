import assert from 'node:assert/strict';
import { systems } from '../services/systems.ts';
import { refuseClashes } from './clashes.ts';
import type { Variable } from './settings/variable.ts';
import type { System } from './system.ts';

const [library] = systems as [System];
const nothing = {
  ...library,
  services: {},
  duties: [],
  variables: {},
  commands: [],
  events: {},
  routes: [],
  name: 'planted',
};

describe('Systems', () => {
  it('are let in when no two declare the same thing', () => {
    refuseClashes([...systems, nothing], ['PORT']);
  });

  const clashes: Readonly<Record<string, Partial<System>>> = {
    'system library': { name: 'library' },
    'service rental': { services: { rental: () => assert.fail() } },
    'service gateway': { services: { gateway: () => assert.fail() } },
    'duty librarian': { duties: [{ role: 'librarian', about: 'a librarian' }] },
    'duty admin': { duties: [{ role: 'admin', about: 'an admin' }] },
    'variable RENTAL_FEE': { variables: library.variables },
    'variable PORT': { variables: { PORT: library.variables.RENTAL_FEE as Variable } },
    'command of the console help': { commands: [{ command: 'help', description: '', run: async () => '' }] },
    'place of records RENTAL_STORE_URL': { name: 'rental' },
    'live view mypage': { routes: library.routes },
    'command of the console reserve': { commands: [{ command: 'reserve', description: '', run: async () => '' }] },
    'type of event library.rental.reserved': { events: { 'library.rental.reserved': { about: 'x', data: {} } } },
  };
  for (const [what, planted] of Object.entries(clashes))
    it(`are refused when two declare the ${what}`, () => {
      assert.throws(() => refuseClashes([...systems, { ...nothing, ...planted }], ['PORT']), {
        message: new RegExp(`^\\S+( \\S+)? and (planted|library|rental) both declare the ${what}\\.$`),
      });
    });

  it('may have a service of the same name', () => {
    refuseClashes([{ ...nothing, services: { planted: () => assert.fail() } }], []);
  });

  it('are refused when one takes what is named by others', () => {
    const event = { ...nothing, events: { 'library.foo.bar': { about: 'x', data: {} } } };
    assert.throws(() => refuseClashes([event], []), /The events of planted begin with "planted\."/);
    const place = { ...nothing, variables: { OWN_STORE_URL: library.variables.RENTAL_FEE as Variable } };
    assert.throws(() => refuseClashes([place], []), /planted declares OWN_STORE_URL/);
  });
});
