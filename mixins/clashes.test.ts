import assert from 'node:assert/strict';
import { systems } from '../services/systems.ts';
import { refuseClashes } from './clashes.ts';
import type { System } from './system.ts';

const [library] = systems as [System];
const nothing = { ...library, services: {}, duties: [], variables: {}, commands: [], events: {}, name: 'planted' };

describe('Systems', () => {
  it('are let in when no two declare the same thing', () => {
    refuseClashes([...systems, nothing]);
  });

  const clashes: Readonly<Record<string, Partial<System>>> = {
    'system library': { name: 'library' },
    'service rental': { services: { rental: () => assert.fail() } },
    'service gateway': { services: { gateway: () => assert.fail() } },
    'duty librarian': { duties: [{ role: 'librarian', about: 'a librarian' }] },
    'duty admin': { duties: [{ role: 'admin', about: 'an admin' }] },
    'variable RENTAL_FEE': { variables: library.variables },
    'command of the console reserve': { commands: [{ command: 'reserve', description: '', run: async () => '' }] },
    'type of event library.rental.reserved': { events: { 'library.rental.reserved': { about: 'x', data: {} } } },
  };
  for (const [what, planted] of Object.entries(clashes))
    it(`are refused when two declare the ${what}`, () => {
      assert.throws(() => refuseClashes([...systems, { ...nothing, ...planted }]), {
        message: new RegExp(`^\\S+( \\S+)? and (planted|library) both declare the ${what}\\.$`),
      });
    });
});
