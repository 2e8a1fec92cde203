import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { blindIndexes, type PersonalKeys, personalKeys } from './keys.ts';
import { isCurrent, type Place, seal, Unopenable, unseal } from './seal.ts';

const text = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, young] = [text('2025'), text('2026')];
const keysFrom = (...parts: string[]) => personalKeys.parse(parts.join(',')) as PersonalKeys;
const place: Place = { collection: 'person', id: 'a', field: 'phone' };

describe('A sealed text', () => {
  const keys = keysFrom(old);

  it('opens to what it was, and is never twice the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        const sealed = seal(keys, place, plain);
        assert.equal(unseal(keys, place, sealed), plain.toWellFormed());
        assert.notEqual(seal(keys, place, plain), sealed);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('opens in its own field of its own record alone', () => {
    const sealed = seal(keys, place, '010-1234-5678');
    const elsewhere = [
      { ...place, id: 'b' },
      { ...place, field: 'name' },
      { ...place, collection: 'order' },
    ];
    for (const other of elsewhere) assert.throws(() => unseal(keys, other, sealed), Unopenable);
    const shifted = { collection: 'person', id: 'a/phone', field: '' };
    assert.throws(() => unseal(keys, shifted, sealed), Unopenable);
  });

  it('does not open when a letter of it was changed', () => {
    const sealed = seal(keys, place, '010-1234-5678');
    for (let at = 0; at < sealed.length; at++) {
      // The last letter may hold bits that are of no byte.
      if (at === sealed.length - 1) continue;
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      assert.throws(() => unseal(keys, place, changed), Unopenable, `letter ${at}`);
    }
  });

  it('says where it lies and why it does not open, and not what it is', () => {
    const sealed = seal(keysFrom(young), place, '010-1234-5678');
    const opened = () => unseal(keys, place, sealed);
    assert.throws(opened, { message: 'phone of person a cannot be opened: PERSONAL_KEYS has no key 2026.' });
    assert.throws(() => unseal(keys, place, '010-1234-5678'), { message: /it is no sealed text/ });
  });

  it('opens after a new key has come, and is then not of the newest', () => {
    const sealed = seal(keys, place, 'Kim');
    const both = keysFrom(young, old);
    assert.equal(unseal(both, place, sealed), 'Kim');
    assert.equal(isCurrent(both, sealed), false);
    assert.equal(isCurrent(both, seal(both, place, 'Kim')), true);
  });
});

describe('A blind index', () => {
  it('is the same for the same value of a kind, and another under another key', () => {
    const [now, before] = blindIndexes(keysFrom(young, old), 'resident', '9001011234567');
    assert.deepEqual(blindIndexes(keysFrom(old), 'resident', '9001011234567'), [before]);
    assert.notEqual(now, before);
    assert.notDeepEqual(blindIndexes(keysFrom(old), 'phone', '9001011234567'), [before]);
    assert.match(now, /^[A-Za-z0-9_-]{43}$/);
  });
});

describe('PERSONAL_KEYS', () => {
  for (const wrong of [
    '',
    'a',
    `a:${'A'.repeat(42)}=`,
    old.slice(0, -2),
    `${old},${old}`,
    `${old},`,
    `a b:${old.slice(5)}`,
  ])
    it(`may not be ${wrong === '' ? 'empty' : wrong.replaceAll(/[A-Za-z0-9+/]{40,}/g, '…')}`, () =>
      assert.equal(personalKeys.parse(wrong), undefined));
});
