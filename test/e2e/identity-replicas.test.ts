import assert from 'node:assert/strict';
import type { AccountView } from '../../services/identity/identity.contract.ts';
import { ClosedSystem, password } from '../support/closed.ts';
import { usePostgres } from '../support/postgres.ts';

describe('Two identity services on one database', function () {
  this.timeout(90_000);
  const database = usePostgres();
  const services = [['rental', 'payment', 'book', 'mypage'], ['identity'], ['identity'], ['gateway']];
  const system = new ClosedSystem(...services);
  beforeEach(() => system.start({ IDENTITY_STORE_URL: database.url }));
  afterEach(() => system.stop());

  it('are one: whichever answers, people sign in, are counted, and tokens hold', async () => {
    const admin = await system.tokenOf('admin');
    const { rows } = await system.answer<{ rows: AccountView[] }>(200, 'GET', '/admin/accounts', admin);
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['admin'],
    );
    const kim = await system.person(admin, 'kim', 'member');
    await system.answer(200, 'POST', '/admin/keys', admin, {});
    for (const token of [kim, await system.tokenOf('kim'), await system.tokenOf('kim')])
      await system.answer(200, 'GET', '/mypages', token);

    const browser = system.browser();
    const tokens = await browser.signIn('kim', password);
    assert.ok(!(tokens instanceof Response));
    const used = await Promise.all([1, 2, 3, 4].map(() => browser.refresh(tokens.refresh_token)));
    assert.equal(used.filter(({ status }) => status === 200).length, 1);

    const wrong = await Promise.all(Array.from({ length: 10 }, () => system.browser().signIn('kim', 'wrong')));
    assert.ok(wrong.every((answer) => answer instanceof Response && answer.status === 403));
    assert.ok((await system.browser().signIn('kim', password)) instanceof Response, 'ten failures, counted by both');
  });
});
