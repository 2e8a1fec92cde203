import assert from 'node:assert/strict';
import { errors } from 'oidc-provider';
import { useCollection } from '../../../test/support/collection.ts';
import { StoreBackedAdapter } from './adapter.ts';
import { type Artifact, artifacts, endSessions } from './artifact.ts';

describe('What the provider keeps', () => {
  const given = useCollection<Artifact>(artifacts);
  const adapter = (model: string) => new StoreBackedAdapter(model, given.store);

  it('is found by its id, model by model, and replaced', async () => {
    await adapter('Session').upsert('a', { uid: 'u', accountId: 'kim' }, 60);
    await adapter('Grant').upsert('a', { accountId: 'lee' }, 60);
    await adapter('Session').upsert('a', { uid: 'u', accountId: 'choi' }, 60);
    assert.deepEqual(await adapter('Session').find('a'), { uid: 'u', accountId: 'choi' });
    assert.deepEqual(await adapter('Grant').find('a'), { accountId: 'lee' });
    assert.equal(await adapter('Grant').find('b'), undefined);
  });

  it('is found by the uid of its session, as it is now', async () => {
    await adapter('Session').upsert('old', { uid: 'u', accountId: 'kim' }, 60);
    await adapter('Session').destroy('old');
    await adapter('Session').upsert('new', { uid: 'u', accountId: 'kim', loginTs: 1 }, 60);
    assert.deepEqual(await adapter('Session').findByUid('u'), { uid: 'u', accountId: 'kim', loginTs: 1 });
    assert.equal(await adapter('Interaction').findByUid('u'), undefined);
  });

  it('is of no use after its time, and then deleted', async () => {
    await adapter('AuthorizationCode').upsert('over', {}, -1);
    await adapter('AuthorizationCode').upsert('good', {}, 60);
    await adapter('Client').upsert('for-ever', {});
    assert.equal(await adapter('AuthorizationCode').find('over'), undefined);
    assert.equal(await given.store.removeDue(Date.now(), 10), 1);
    assert.equal(await given.store.count(), 2);
    assert.deepEqual(await adapter('Client').find('for-ever'), {});
  });

  it('may hold anything, and is asked for by anything', async () => {
    const params = { state: '\0 예약', 'a.b': { $where: 1 }, ['__proto__']: 1 };
    await adapter('Interaction').upsert('a', { params }, 60);
    assert.deepEqual(await adapter('Interaction').find('a'), { params });
    for (const odd of ['', '\0', 'a b', '예약', 'x'.repeat(10_000)])
      assert.equal(await adapter('Interaction').find(odd), undefined);
  });

  it('is gone when it is destroyed', async () => {
    await adapter('Session').upsert('a', { uid: 'u' }, 60);
    await adapter('Session').destroy('a');
    await adapter('Session').destroy('never was');
    assert.equal(await adapter('Session').find('a'), undefined);
  });

  it('is used once: of those who come at once one wins', async () => {
    await adapter('AuthorizationCode').upsert('code', { grantId: 'g' }, 60);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => adapter('AuthorizationCode').consume('code')),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok((await adapter('AuthorizationCode').find('code'))?.consumed);
    await assert.rejects(adapter('AuthorizationCode').consume('code'), errors.InvalidGrant);
  });

  it('of one account is ended together', async () => {
    await adapter('Session').upsert('a', { uid: 'u', accountId: 'kim' }, 60);
    await adapter('RefreshToken').upsert('a', { accountId: 'kim' }, 60);
    await adapter('Session').upsert('b', { uid: 'v', accountId: 'lee' }, 60);
    await endSessions(given.store, 'kim');
    assert.equal(await adapter('Session').findByUid('u'), undefined);
    assert.equal(await adapter('RefreshToken').find('a'), undefined);
    assert.ok(await adapter('Session').find('b'));
  });

  it('of one grant is revoked together, model by model', async () => {
    await adapter('RefreshToken').upsert('a', { grantId: 'g' }, 60);
    await adapter('RefreshToken').upsert('b', { grantId: 'g' }, 60);
    await adapter('RefreshToken').upsert('c', { grantId: 'h' }, 60);
    await adapter('AuthorizationCode').upsert('a', { grantId: 'g' }, 60);
    await adapter('RefreshToken').revokeByGrantId('g');
    const left = await Promise.all(['a', 'b', 'c'].map((id) => adapter('RefreshToken').find(id)));
    assert.deepEqual(left, [undefined, undefined, { grantId: 'h' }]);
    assert.ok(await adapter('AuthorizationCode').find('a'));
  });
});
