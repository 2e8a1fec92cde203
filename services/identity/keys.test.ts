import assert from 'node:assert/strict';
import { type KeyRing, keysOf, publicPart, rotate, type SigningKey } from './keys.ts';

const key = (kid: string): SigningKey => ({
  kty: 'RSA',
  kid,
  alg: 'RS256',
  use: 'sig',
  n: kid,
  e: 'AQAB',
  d: 'secret',
});
const ring: KeyRing = { signing: key('a'), next: key('b'), old: [], cookieKeys: ['cookie a'] };
const lifetime = 1_000;

describe('The keys of the provider', () => {
  const kids = (of: KeyRing, now: number) => keysOf(of, now).map(({ kid }) => kid);

  it('are those that sign and the next one, which everybody can know before it signs', () => {
    assert.deepEqual(kids(ring, 0), ['a', 'b']);
    assert.deepEqual(kids(rotate(ring, key('c'), '', 0, lifetime), 0), ['b', 'c', 'a']);
  });

  it('stay until what they have signed has ended, and no longer', () => {
    const once = rotate(ring, key('c'), '', 0, lifetime);
    const twice = rotate(once, key('d'), '', 600, lifetime);
    assert.deepEqual(kids(twice, 999), ['c', 'd', 'b', 'a']);
    assert.deepEqual(kids(twice, 1_000), ['c', 'd', 'b']);
    assert.deepEqual(kids(twice, 1_600), ['c', 'd']);
    const later = rotate(twice, key('e'), '', 5_000, lifetime);
    assert.deepEqual(
      later.old.map((old) => old.key.kid),
      ['c'],
    );
  });

  it('of cookies are kept for two rotations', () => {
    const cookies = ['b', 'c', 'd'].reduce((all, name) => rotate(all, key(name), `cookie ${name}`, 0, lifetime), ring);
    assert.deepEqual(cookies.cookieKeys, ['cookie d', 'cookie c', 'cookie b']);
  });

  it('are shown without what signs', () => {
    assert.deepEqual(publicPart(key('a')), { kty: 'RSA', kid: 'a', alg: 'RS256', use: 'sig', n: 'a', e: 'AQAB' });
  });
});
