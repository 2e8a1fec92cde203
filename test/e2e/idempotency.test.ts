import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('A reservation that is sent again with its Idempotency-Key', () => {
  eachScale((system) => {
    const newKey = () => ({ 'idempotency-key': `key of ${system.newMember()}`.replaceAll(' ', '-') });

    it('gets the same answer, and is one rental', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(2);
      const key = newKey();
      const first = await system.reserve(member, bookId, key);
      await becomes(() => system.mypage(first.body.id), { state: 'ready' });
      const again = await system.reserve(member, bookId, key);
      assert.equal(again.status, 201);
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers.get('location'), first.headers.get('location'));
      assert.equal((await system.mypages(member)).length, 1);
    });

    it('is one rental and one payment when twenty come at once', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(20);
      const key = newKey();
      const { accounts: before } = await system.trialBalance();
      const answers = await Promise.all(Array.from({ length: 20 }, () => system.reserve(member, bookId, key)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
      assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
      await becomes(async () => (await system.mypages(member)).map(({ state }) => state), ['ready']);
      assert.equal((await system.book(bookId)).available, 19);
      const { accounts: after, balanced } = await system.trialBalance();
      const charged = after['provider-receivable'].debit - before['provider-receivable'].debit;
      assert.equal(charged, answers[0]?.body.amount);
      assert.ok(balanced);
    });

    it('is refused when it asks for something else', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle();
      const key = newKey();
      assert.equal((await system.reserve(member, bookId, key)).status, 201);
      const { status, body } = await system.send('POST', '/rentals', { memberId: member, bookId: 'other' }, key);
      assert.equal(status, 422);
      assert.equal(body.type, 'urn:yeyak:problem:key-reused');
      assert.equal((await system.reserve(system.newMember(), bookId, key)).status, 422);
      assert.equal((await system.book(bookId)).waiting, 0);
    });

    it('is not mistaken for another request with that key: keys are of a method and a path', async () => {
      const [one, other] = [system.newMember(), system.newMember()];
      const bookId = await system.newTitle(2);
      const key = newKey();
      const { body: first } = await system.reserve(one, bookId);
      const { body: second } = await system.reserve(other, bookId);
      for (const { id } of [first, second])
        assert.equal((await system.send('PATCH', `/rentals/${id}`, { reqState: 'cancel' }, key)).status, 200);
    });

    it('is refused when the key is none', async () => {
      const body = { memberId: 'kim', bookId: 'dune' };
      for (const key of ['', 'two words', 'x'.repeat(256)]) {
        const { status } = await system.send('POST', '/rentals', body, { 'idempotency-key': key });
        assert.equal(status, 400, key);
      }
    });
  });
});

describe('A change of a rental that is sent again with its Idempotency-Key', () => {
  eachScale((system) => {
    const newKey = () => ({ 'idempotency-key': `key of ${system.newMember()}`.replaceAll(' ', '-') });

    it('gets the same answer, and is done once', async () => {
      const { body } = await system.reserve(system.newMember(), await system.newTitle());
      await becomes(() => system.mypage(body.id), { state: 'ready' });
      const change = (reqState: string, key: Record<string, string>) =>
        system.send('PATCH', `/rentals/${body.id}`, { reqState }, key);
      const key = newKey();
      const first = await change('rental', key);
      assert.equal(first.status, 200);
      const again = await change('rental', key);
      assert.deepEqual([again.status, again.body], [200, first.body]);
      assert.equal((await change('rental', newKey())).status, 409);
      assert.equal((await change('return', key)).body.type, 'urn:yeyak:problem:key-reused');
    });
  });
});

describe('A write of an admin that is sent again with its Idempotency-Key', () => {
  eachScale((system) => {
    it('gets the same answer, and is done once', async () => {
      const id = system
        .newMember()
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '');
      const key = { 'idempotency-key': `account-${id}` };
      const register = () => system.send<{ password?: string }>('POST', '/admin/accounts', { id, role: 'member' }, key);
      const [first, again] = [await register(), await register()];
      assert.deepEqual([first.status, again.status], [201, 201]);
      assert.deepEqual(again.body, first.body);
      assert.equal((await system.send('POST', '/admin/accounts', { id, role: 'member' })).status, 409);
    });
  });
});
