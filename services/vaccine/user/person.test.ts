import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type PersonalKeys, personalKeys } from '../../../mixins/sealing/keys.ts';
import { useCollection } from '../../../test/support/collection.ts';
import { People, type Person, persons } from './person.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, young] = [key('old'), key('young')];
const keysFrom = (...parts: string[]) => personalKeys.parse(parts.join(',')) as PersonalKeys;
const kim = { userName: '김민지', userRegNumber: '900101-2234567' };
const lee = { userName: '이준호', userRegNumber: '910203-1234567' };
const phone = '010-9837-0279';

describe('People', () => {
  const given = useCollection<Person>(persons);
  const all = async () => (await given.store.scan('', 100)).records;

  /** The store, in which something happens before each commit. */
  const storeWith = (before: (change: { expectedVersion: number }) => Promise<void> | void) =>
    Object.create(given.store, {
      commit: {
        async value(change: Parameters<(typeof given.store)['commit']>[0]) {
          await before(change);
          return given.store.commit(change);
        },
      },
    }) as typeof given.store;

  it('are one person each, however often they come at once', async () => {
    const people = new People(given.store, keysFrom(old));
    const registered = await Promise.all(Array.from({ length: 20 }, () => people.register(kim, phone)));
    assert.equal(new Set(registered.map(({ userId }) => userId)).size, 1);
    assert.equal((await all()).length, 1);
  });

  it('stay who they are when somebody else was looking for them at the moment that they came', async () => {
    const keys = keysFrom(old);
    const quick = new People(given.store, keys);
    let registered: { userId: string } | undefined;
    const slow: typeof given.store = Object.create(given.store, {
      load: {
        async value(id: string) {
          const found = await given.store.load(id);
          registered ??= await quick.register(kim, phone);
          return found;
        },
      },
    });
    const late = await new People(slow, keys).register(kim, phone);
    assert.equal(late.userId, registered?.userId);
  });

  it('are known by their number, however it and the name were typed, and not by another name', async () => {
    const people = new People(given.store, keysFrom(old));
    const { userId } = await people.register(kim, phone);
    const typed = { userName: ` ${kim.userName.normalize('NFD')} `, userRegNumber: '9001012234567' };
    assert.deepEqual(await people.find(typed), { userId, isNamed: true });
    assert.deepEqual(await people.find({ ...kim, userName: '이민지' }), { userId, isNamed: false });
    assert.equal(await people.find({ ...kim, userRegNumber: '900101-2234568' }), undefined);
  });

  it('lie sealed: neither name, number nor phone can be read', async () => {
    await new People(given.store, keysFrom(old)).register(kim, phone);
    assert.doesNotMatch(JSON.stringify(await all()), /김민지|2234567|98370279|0279/);
  });

  it('are nobody once they are forgotten, and may come again as somebody else', async () => {
    const people = new People(given.store, keysFrom(old));
    const { userId } = await people.register(kim, phone);
    await people.forget(kim);
    assert.equal(await people.find(kim), undefined);
    assert.deepEqual(
      (await all()).map(({ state }) => state),
      [{ due: 0 }],
    );
    assert.notEqual((await people.register(kim, phone)).userId, userId);
  });

  it('are sealed anew by a new key while they are served, and the old key is of no use then', async () => {
    const { userId } = await new People(given.store, keysFrom(old)).register(kim, phone);
    const both = new People(given.store, keysFrom(young, old));
    assert.equal((await both.find(kim))?.userId, userId);
    assert.equal(await both.reseal(), 1);
    assert.equal(await both.reseal(), 0);
    assert.deepEqual(await new People(given.store, keysFrom(young)).find(kim), { userId, isNamed: true });
    assert.equal(await new People(given.store, keysFrom(old)).find(kim), undefined);
  });

  it('leave nothing under the old key, even if sealing anew was interrupted between the two records', async () => {
    const { userId } = await new People(given.store, keysFrom(old)).register(kim, phone);
    const interrupted = storeWith((change) => {
      if (change.expectedVersion > 0) throw new Error('killed');
    });
    await assert.rejects(new People(interrupted, keysFrom(young, old)).reseal(), /killed/);
    const again = new People(given.store, keysFrom(young, old));
    assert.equal(await again.reseal(), 1);
    assert.deepEqual((await all()).map(({ state }) => state.due).toSorted(), [0, undefined]);
    assert.deepEqual(await again.find(kim), { userId, isNamed: true });
  });

  it('stay forgotten when they are sealed anew at the same moment', async () => {
    await new People(given.store, keysFrom(old)).register(kim, phone);
    const quick = new People(given.store, keysFrom(young, old));
    const slow = storeWith((change) => (change.expectedVersion === 0 ? quick.forget(kim) : undefined));
    assert.equal(await new People(slow, keysFrom(young, old)).reseal(), 0);
    assert.equal(await quick.find(kim), undefined);
    assert.ok((await all()).every(({ state }) => state.due === 0));
  });

  it('cannot be opened in the record of somebody else', async () => {
    const people = new People(given.store, keysFrom(old));
    await people.register(kim, phone);
    await people.register(lee, phone);
    const [one, other] = await all();
    assert.ok(one && other);
    const change = { expectedVersion: one.version, version: one.version + 1, events: [] };
    await given.store.commit({ id: one.id, ...change, state: other.state });
    const looked = await Promise.allSettled([people.find(kim), people.find(lee)]);
    assert.deepEqual(looked.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const both = new People(given.store, keysFrom(young, old));
    await assert.rejects(both.reseal(), /person .+ cannot be opened: .*was moved here/);
    assert.equal((await all()).filter(({ state }) => state.due === 0).length, 1);
  });
});
