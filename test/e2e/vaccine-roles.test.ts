import assert from 'node:assert/strict';
import type { ClientView } from '../../services/identity/identity.contract.ts';
import { ClosedSystem } from '../support/closed.ts';
import { becomes } from '../support/system.api.ts';

const scales = {
  'in one process': new ClosedSystem(),
  'over NATS': new ClosedSystem(['library', 'payment', 'history', 'vaccine'], ['identity'], ['gateway']),
};

const day = '2027-09-09';
const ofTheStaff = [`/vaccine/dashboard/stream?reserveDate=${day}`, `/vaccine/calendar/${day}`];

for (const [scale, system] of Object.entries(scales))
  describe(`Who sees a day of vaccination, ${scale}`, function () {
    this.timeout(120_000);
    before(() => system.start());
    after(() => system.stop());

    /** A HEAD: a stream would go on. */
    async function seen(token?: string): Promise<number[]> {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answers = ofTheStaff.map((path) => fetch(system.url + path, { method: 'HEAD', headers }));
      return (await Promise.all(answers)).map(({ status }) => status);
    }

    it('is the staff, no member and nobody unknown', async () => {
      const admin = await system.tokenOf('admin');
      const asked = { id: 'clinic', role: 'vaccine.staff' };
      const client = await system.answer<ClientView>(201, 'POST', '/admin/clients', admin, asked);
      const { access_token: staff } = (await (await system.clientToken(client)).json()) as { access_token: string };
      await becomes(() => seen(staff), [200, 200]);
      // Not even one whose id is the day.
      for (const id of ['kim', day]) assert.deepEqual(await seen(await system.person(admin, id, 'member')), [403, 403]);
      assert.deepEqual(await seen(), [401, 401]);
    });
  });
