import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Attempts } from '../../../mixins/attempts/attempts.ts';
import { type PersonalKeys, personalKeys } from '../../../mixins/sealing/keys.ts';
import { useCollection } from '../../../test/support/collection.ts';
import { nameAttempts, WrongNames } from './wrong-names.ts';

const keys = personalKeys.parse(`a:${randomBytes(32).toString('base64')}`) as PersonalKeys;
const number = '900101-1234567';
const [attacker, owner] = ['address 192.0.2.1', 'address 198.51.100.7'];

describe('Wrong names', () => {
  const given = useCollection<Attempts>(nameAttempts);
  const counted = () => new WrongNames(given.store, keys);

  async function give(names: WrongNames, caller: string, times: number): Promise<void> {
    for (let n = 0; n < times; n++) await names.count(number, caller);
  }

  it('are too many after ten of one caller, for that caller and that number alone', async () => {
    const names = counted();
    await give(names, attacker, 9);
    assert.equal(await names.areTooMany(number, attacker), false);
    await give(names, attacker, 1);
    assert.equal(await names.areTooMany(number.replace('-', ''), attacker), true);
    assert.equal(await names.areTooMany(number, owner), false);
    assert.equal(await names.areTooMany('900101-1234568', attacker), false);
  });

  it('lock out nobody else, however many one caller gives', async () => {
    const names = counted();
    await give(names, attacker, 150);
    assert.equal(await names.areTooMany(number, owner), false);
  });

  it('are too many for everybody after a hundred of many callers, until the number is registered', async () => {
    const names = counted();
    for (let n = 0; n < 10; n++) await give(names, `address 192.0.2.${n}`, 10);
    assert.equal(await names.areTooMany(number, owner), true);
    await names.forget(number, owner);
    assert.equal(await names.areTooMany(number, owner), false);
  });

  it('are kept without a number or an address', async () => {
    await give(counted(), attacker, 1);
    const { records } = await given.store.scan('', 100);
    assert.equal(records.length, 2);
    assert.doesNotMatch(JSON.stringify(records), /1234567|900101|192\.0\.2/);
  });
});
