import assert from 'node:assert/strict';
import type { ClientView } from '../../services/identity/identity.contract.ts';
import type { ApprovalView } from '../../services/registration/approval/approval.contract.ts';
import type { RequestView } from '../../services/registration/request/request.contract.ts';
import { ClosedSystem } from '../support/closed.ts';
import { eventually } from '../support/eventually.ts';

const scales = {
  'in one process': new ClosedSystem(),
  'over NATS': new ClosedSystem(['library', 'payment', 'history', 'market', 'registration'], ['identity'], ['gateway']),
};

/** A request for a title of this publisher. */
const title = (publId: string) => ({ bookId: '99', bookNm: 'mybook', publId });

for (const [scale, system] of Object.entries(scales))
  describe(`Who may do what at the market, ${scale}`, function () {
    this.timeout(120_000);
    let admin: string;
    let publisher: string;
    let reviewer: string;
    let member: string;

    before(async () => {
      await system.start();
      admin = await system.tokenOf('admin');
      publisher = await program('p100', 'registration.publisher');
      reviewer = await program('desk', 'registration.reviewer');
      member = await system.person(admin, 'kim', 'member');
      await eventually(
        async () => (await system.send('POST', '/market/regRequests', publisher, title('p100'))).status === 201,
        30_000,
      );
    });
    after(() => system.stop());

    async function program(id: string, role: string): Promise<string> {
      const client = await system.answer<ClientView>(201, 'POST', '/admin/clients', admin, { id, role });
      const { access_token: token } = (await (await system.clientToken(client)).json()) as { access_token: string };
      return token;
    }

    it('lets a publisher ask for and cancel titles of its own, and decide on none', async () => {
      const body = title('p100');
      const { id } = await system.answer<RequestView>(201, 'POST', '/market/regRequests', publisher, body);
      await system.answer(403, 'POST', '/market/regRequests', publisher, title('p200'));
      await system.answer(403, 'POST', '/market/approves', publisher, { reqReqId: id, appYn: 'Y', publId: 'p100' });
      await system.answer(403, 'GET', '/market/approves', publisher);
      await system.answer(200, 'DELETE', `/market/regRequests/${id}`, publisher);
    });

    it("hides another publisher's titles", async () => {
      const other = await program('p300', 'registration.publisher');
      const { id } = await system.answer<RequestView>(201, 'POST', '/market/regRequests', publisher, title('p100'));
      await system.answer(404, 'GET', `/market/regRequests/${id}`, other);
      await system.answer(404, 'DELETE', `/market/regRequests/${id}`, other);
      const { rows } = await system.answer<{ rows: RequestView[] }>(200, 'GET', '/market/regRequests', other);
      assert.deepEqual(rows, []);
    });

    it('lets reviewers decide, and nobody else', async () => {
      const { id } = await system.answer<RequestView>(201, 'POST', '/market/regRequests', publisher, title('p100'));
      const decision = { reqReqId: id, appYn: 'N', publId: 'p100' };
      await system.answer(403, 'POST', '/market/approves', member, decision);
      await system.answer(401, 'POST', '/market/approves', undefined, decision);
      const { state } = await system.answer<ApprovalView>(201, 'POST', '/market/approves', reviewer, decision);
      assert.equal(state, 'rejected');
    });

    it('keeps publishers and reviewers from orders, and members from titles', async () => {
      const order = { bookId: '10', qty: 1, customerId: 'kim' };
      for (const token of [publisher, reviewer]) await system.answer(403, 'POST', '/market/orders', token, order);
      await system.answer(201, 'POST', '/market/orders', member, order);
      await system.answer(403, 'POST', '/market/orders', member, { ...order, customerId: 'lee' });
      await system.answer(403, 'POST', '/market/regRequests', member, title('kim'));
      await system.answer(403, 'GET', '/market/publpages', member);
    });
  });
