import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { useCollection } from '../../test/support/collection.ts';
import { type PersonalKeys, personalKeys } from './keys.ts';
import { type SealedRecord, sealedIn, Vault } from './vault.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, young] = [key('old'), key('young')];
const keysFrom = (...parts: string[]) => personalKeys.parse(parts.join(',')) as PersonalKeys;
const sam = { name: 'Samuel', phone: '010-9837-0279' };

describe('A vault', () => {
  const contacts = sealedIn('contact');
  const given = useCollection<SealedRecord<'name' | 'phone'>>(contacts);
  const vaultWith = (...parts: string[]) => new Vault(given.store, keysFrom(...parts), contacts.name);
  const all = async () => (await given.store.scan('', 100)).records;

  it('keeps texts sealed, and opens them', async () => {
    await vaultWith(old).keep('a', sam);
    assert.doesNotMatch(JSON.stringify(await all()), /Samuel|9837|0279/);
    assert.deepEqual(await vaultWith(old).open('a'), sam);
    assert.equal(await vaultWith(old).open('b'), undefined);
  });

  it('keeps what came first', async () => {
    const vault = vaultWith(old);
    await vault.keep('a', sam);
    await vault.keep('a', { ...sam, name: 'Kim' });
    assert.deepEqual(await vault.open('a'), sam);
  });

  it('holds nothing once it is erased, nor takes it again', async () => {
    const vault = vaultWith(old);
    await vault.keep('a', sam);
    for (const id of ['a', 'a', 'b']) await vault.erase(id);
    for (const id of ['a', 'b']) await vault.keep(id, sam);
    for (const id of ['a', 'b']) assert.equal(await vault.open(id), undefined);
    assert.deepEqual(
      (await all()).map(({ state }) => state),
      [{ due: 0 }, { due: 0 }],
    );
  });

  it('is sealed anew by a new key, and the old key is of no use then', async () => {
    for (const id of ['a', 'b']) await vaultWith(old).keep(id, sam);
    await vaultWith(old).erase('b');
    assert.equal(await vaultWith(young, old).reseal(), 1);
    assert.equal(await vaultWith(young, old).reseal(), 0);
    assert.deepEqual(await vaultWith(young).open('a'), sam);
    await assert.rejects(vaultWith(old).open('a'), /PERSONAL_KEYS has no key young/);
  });
});
