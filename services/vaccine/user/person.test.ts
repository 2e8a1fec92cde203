import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type PersonalKeys, personalKeys } from '../../../mixins/sealing/keys.ts';
import { useCollection } from '../../../test/support/collection.ts';
import { People, type Person, persons } from './person.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, young] = [key('old'), key('young')];
const keysFrom = (...parts: string[]) => personalKeys.parse(parts.join(',')) as PersonalKeys;
const kim = { userName: '김민지', userRegNumber: '900101-2234567' };
const phone = '010-9837-0279';

describe('People', () => {
  const given = useCollection<Person>(persons);
  const all = async () => (await given.store.scan('', 100)).records;

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
});
