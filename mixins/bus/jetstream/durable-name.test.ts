import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durableName, formerName, partsOf } from './durable-name.ts';

describe('The name of a consumer on the server', () => {
  const character = fc.constantFrom(...'ab_-=.'.split(''));
  const token = fc.oneof(
    fc.constantFrom('any', 'all', 'library', '=any', 'an_y'),
    fc.string({ unit: character, minLength: 1 }),
  );
  const literal = token.map((text) => text.replaceAll('.', '') || 'x');
  const wildcard = fc.constantFrom('*', '>');
  const pattern = fc
    .array(fc.oneof(literal, wildcard), { minLength: 1, maxLength: 4 })
    .map((tokens) => tokens.join('.'));
  const group = fc.array(literal, { minLength: 1, maxLength: 3 }).map((tokens) => tokens.join('.'));

  it('says whose it is and what it takes, whatever these are', () => {
    fc.assert(
      fc.property(group, pattern, (one, other) => {
        const name = durableName(one, other);
        assert.deepEqual(partsOf(name), { group: one, pattern: other });
        assert.match(name, /^[^.*>/\\\s]+$/);
      }),
      { seed: 20_261_126, numRuns: 2_000 },
    );
  });

  it('is another one for a service whose name has a dot where the other has an underscore', () => {
    const names = [durableName('screening.hospital', 'a.*'), durableName('screening_hospital', 'a.*')];
    assert.equal(new Set(names).size, 2);
    assert.equal(names[0], 'screening_hospital--a_any');
  });

  it('is what it was for every consumer there has been', () => {
    for (const [one, other] of [
      ['mypage', 'library.rental.*'],
      ['book', 'library.rental.*'],
      ['rental', 'library.book.*'],
      ['rental', 'payment.refunded'],
      ['payment', 'library.rental.cancelled'],
      ['history', 'payment.*'],
    ] as const)
      assert.equal(formerName(one, other), undefined);
    assert.equal(formerName('screening_hospital', 'a.>'), 'screening_hospital--a_all');
  });
});
