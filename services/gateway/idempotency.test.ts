import assert from 'node:assert/strict';
import fc from 'fast-check';
import { idOf, isKey, scopeOf } from './idempotency.ts';

describe('idempotency keys', () => {
  it('are 1 to 255 visible ASCII characters', () => {
    for (const key of ['a', '"8e03978e-40d5-43e8-bc93-6894a57f9324"', '~'.repeat(255)]) assert.ok(isKey(key), key);
    for (const key of ['', ' ', 'a b', 'a\tb', 'a\n', 'é', '예약', '\x7f', 'x'.repeat(256)])
      assert.ok(!isKey(key), key);
  });

  it('give the id of their SHA-256, so that every node of every release gives the same', () => {
    assert.equal(idOf('anonymous', 'abc'), 'Z5AS2RFZDS247PD2RN3TS61ZMZ');
  });

  it('give ids as services want them, as long as a ULID', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (scope, key) => {
        assert.match(idOf(scope, key), /^[0-9A-HJKMNP-TV-Z]{26}$/);
      }),
      { seed: 1 },
    );
  });

  it('are scoped by caller, method and path', () => {
    const kim = { kind: 'person', id: 'kim' } as const;
    const scopes = [
      scopeOf(undefined, 'POST /rentals'),
      scopeOf(kim, 'POST /rentals'),
      scopeOf({ kind: 'client', id: 'kim' }, 'POST /rentals'),
      scopeOf(kim, 'POST /market/orders'),
      scopeOf(kim, 'PATCH /rentals/1'),
      scopeOf(kim, 'PATCH /rentals/2'),
      scopeOf(undefined, 'PATCH /rentals/2'),
      // Issuers of tokens may have such ids.
      scopeOf({ kind: 'person', id: 'kim PATCH /rentals/1' }, 'POST /rentals'),
    ];
    assert.equal(new Set(scopes.map((scope) => idOf(scope, 'key'))).size, scopes.length);
  });

  it('of reservations give the ids that they gave before paths were told apart', () => {
    assert.equal(scopeOf(undefined, 'POST /rentals'), 'anonymous');
    assert.equal(scopeOf({ kind: 'person', id: 'kim' }, 'POST /rentals'), 'person:kim');
  });

  it('of different callers, or of one, never share an id', () => {
    const visible = fc.stringMatching(/^[!-~]{1,40}$/);
    fc.assert(
      fc.property(visible, visible, visible, visible, (scope, key, otherScope, otherKey) => {
        fc.pre(scope !== otherScope || key !== otherKey);
        assert.notEqual(idOf(scope, key), idOf(otherScope, otherKey));
      }),
      { seed: 1 },
    );
    assert.notEqual(idOf('a', 'bc'), idOf('ab', 'c'));
  });
});
