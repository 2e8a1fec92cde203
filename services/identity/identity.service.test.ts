import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import type { Expiring } from '../../mixins/expiry.mixin.ts';
import { rolesOf } from '../../mixins/roles.ts';
import { useNodes } from '../../test/support/node.ts';
import type { AccountView, ClientView, Jwks, KeyIds, ProviderResponse } from './identity.contract.ts';
import service from './identity.service.ts';
import type { Identity } from './identity.types.ts';

describe('The identity service', function () {
  this.timeout(20_000);
  const start = useNodes();
  const roles = rolesOf([{ duties: [{ role: 'librarian', about: 'a librarian' }] }]);
  const identity = { ...service, settings: { ...service.settings, roles } };
  const provided = { ...identity, settings: { ...identity.settings, publicUrl: 'http://127.0.0.1:3000' } };
  const password = 'correct horse battery';
  let broker: ServiceBroker;
  const call = <Answer>(action: string, params: object = {}) =>
    broker.call<Answer, object>(`identity.${action}`, params);
  const refused = (type: string) => ({ name: 'Refused', type });
  const invalid = { name: 'ValidationError' };

  describe('keeps accounts', () => {
    before(async () => {
      ({ broker } = await start([identity]));
    });

    it('each with an id of its own, and makes a password where none is given', async () => {
      const made = await call<AccountView>('register', { id: 'kim', role: 'member' });
      assert.match(made.password ?? '', /^\S{23}$/);
      const given = await call<AccountView>('register', { id: 'lee', role: 'librarian', name: '이서연', password });
      assert.partialDeepStrictEqual(given, { id: 'lee', role: 'librarian', name: '이서연', disabled: false });
      assert.equal(given.password, undefined);
      await assert.rejects(call('register', { id: 'kim', role: 'admin' }), refused('account-exists'));
      assert.equal((await call<AccountView>('get', { id: 'kim' })).role, 'member');
    });

    it('with a role that there is', async () => {
      for (const role of ['root', 'Librarian', ''])
        await assert.rejects(call('register', { id: 'noone', role }), invalid);
      await assert.rejects(call('get', { id: 'noone' }), refused('account-not-found'));
    });

    it('and shows of a password nothing', async () => {
      const page = await call<{ rows: AccountView[] }>('list', { role: 'librarian' });
      assert.deepEqual(
        page.rows.map(({ id }) => id),
        ['lee'],
      );
      const shown = JSON.stringify([page, await call('get', { id: 'lee' }), await call('find')]);
      assert.doesNotMatch(shown, /scrypt|password/);
    });

    it('and changes what it is told to', async () => {
      await assert.rejects(call('change', { id: 'nobody', disabled: true }), refused('account-not-found'));
      assert.partialDeepStrictEqual(await call('change', { id: 'kim', role: 'librarian', disabled: true }), {
        role: 'librarian',
        disabled: true,
      });
      assert.partialDeepStrictEqual(await call('change', { id: 'kim', disabled: false }), { role: 'librarian' });
    });

    it('of which the last admin stays one, so that somebody can let others in', async () => {
      await call('register', { id: 'han', role: 'admin', password });
      for (const change of [{ disabled: true }, { role: 'member' }])
        await assert.rejects(call('change', { id: 'han', ...change }), refused('last-admin'));
      await call('change', { id: 'han', name: '한지우', role: 'admin' });
      await call('register', { id: 'oh', role: 'admin', password });
      await call('change', { id: 'han', disabled: true });
      await assert.rejects(call('change', { id: 'oh', role: 'librarian' }), refused('last-admin'));
      await call('change', { id: 'han', disabled: false });
      assert.equal((await call<AccountView>('change', { id: 'oh', role: 'librarian' })).role, 'librarian');
    });

    it('of which one admin stays, though all are ended in the same moment', async () => {
      const admins = ['seo', 'ahn', 'yoo'];
      for (const id of admins) await call('register', { id, role: 'admin', password });
      await call('change', { id: 'han', role: 'member' });
      const ended = await Promise.allSettled(admins.map((id) => call('change', { id, name: 'ended', disabled: true })));
      const left = await Promise.all(admins.map((id) => call<AccountView>('get', { id })));
      assert.deepEqual(
        left.map(({ disabled }) => disabled),
        ended.map(({ status }) => status === 'fulfilled'),
      );
      assert.deepEqual(
        left.map(({ name }) => name),
        left.map(({ disabled }) => (disabled ? 'ended' : undefined)),
      );
      assert.ok(left.some(({ disabled }) => !disabled));
    });

    it('whose fields are what they must be', async () => {
      for (const wrong of [
        { id: 'Kim', role: 'member' },
        { id: '-', role: 'member' },
        { id: 'choi', role: 'root' },
        { id: 'choi' },
        { id: 'choi', role: 'member', password: 'short' },
        { id: 'choi', role: 'member', disabled: true },
      ])
        await assert.rejects(call('register', wrong), invalid, JSON.stringify(wrong));
      await assert.rejects(call('list', { password: 'x' }), invalid);
    });
  });

  describe('keeps other systems', () => {
    before(async () => {
      ({ broker } = await start([identity]));
    });

    it('whose secret is told once, and made new', async () => {
      const first = await call<ClientView>('addClient', { id: 'kiosk', role: 'librarian' });
      const second = await call<ClientView>('changeClient', { id: 'kiosk', newSecret: true });
      assert.equal(new Set([first.secret, second.secret]).size, 2);
      assert.deepEqual(await call('listClients'), [
        { id: 'kiosk', role: 'librarian', redirectUris: [], disabled: false },
      ]);
      await assert.rejects(call('addClient', { id: 'kiosk' }), refused('client-exists'));
      await assert.rejects(call('changeClient', { id: 'none' }), refused('client-not-found'));
    });

    it('none of which is a member, or takes people somewhere that is no address', async () => {
      await assert.rejects(call('addClient', { id: 'x', role: 'member' }), invalid);
      await assert.rejects(call('addClient', { id: 'x', redirectUris: ['elsewhere'] }), invalid);
    });
  });

  it('keeps its keys, and shows of them what is public', async () => {
    const first = await start([identity]);
    broker = first.broker;
    // Keys are made at the first call: how long that takes is up to chance, and to the machine.
    await broker.call('identity.jwks', {}, { timeout: 0 });
    const [{ keys }, again] = [await call<Jwks>('jwks'), await call<Jwks>('jwks')];
    assert.deepEqual(again.keys, keys);
    for (const key of keys) assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const { signing, next, old } = await call<KeyIds>('rotateKeys');
    assert.deepEqual([signing, old], [keys[1]?.kid, [keys[0]?.kid]]);
    await first.stop();
    ({ broker } = await start([identity], first.dir));
    assert.deepEqual(
      (await call<Jwks>('jwks')).keys.map(({ kid }) => kid),
      [signing, next, ...old],
    );
  });

  it('makes the first account where people sign in, once', async () => {
    const first = await start([provided]);
    const notice = (of: ServiceBroker) => (of.getLocalService('identity') as unknown as Identity).notice;
    assert.match(notice(first.broker) ?? '', /"admin", an admin, with the password \S{23},/);
    await first.stop();
    const second = await start([provided], first.dir);
    assert.equal(notice(second.broker), undefined);
    assert.equal(await second.broker.call('identity.count'), 1);
  });

  it('has no provider where people sign in elsewhere, or not at all', async () => {
    ({ broker } = await start([identity]));
    const request = { method: 'GET', url: '/jwks', headers: {}, body: '', address: '' };
    await assert.rejects(call('respond', request), refused('no-provider'));
    assert.equal(await call('count'), 0);
  });

  it('forgets what has expired', async () => {
    ({ broker } = await start([provided]));
    const service = broker.getLocalService('identity') as unknown as Identity & Expiring;
    const query = new URLSearchParams({
      client_id: 'yeyak-pages',
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1:3000/app/signed-in',
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const request = { method: 'GET', url: `/auth?${query}`, headers: {}, body: '', address: '10.0.0.1' };
    assert.equal((await call<ProviderResponse>('respond', request)).status, 303);
    const [{ id = '' } = {}] = await service.artifacts.find();
    await service.removeExpired();
    assert.equal(await service.artifacts.count(), 1);
    const record = await service.artifacts.load(id);
    assert.ok(record);
    const { version, state } = record;
    await service.artifacts.commit({
      id,
      expectedVersion: version,
      version: version + 1,
      state: { ...state, due: 1 },
      events: [],
    });
    await service.removeExpired();
    assert.equal(await service.artifacts.count(), 0);
  });
});
