import assert from 'node:assert/strict';
import { destinationOf } from './destination.ts';

describe('Where a returned copy goes', () => {
  const returned = { id: 'r1', copy: 2 };
  const others = { copy: 1, rentalId: 'r9', lent: true };

  it('is the hold shelf when the next member holds it', () => {
    const copies = [others, { copy: 2, rentalId: 'r2', lent: false }];
    assert.deepEqual(destinationOf({ copies }, returned), { to: 'hold', rentalId: 'r2' });
  });

  it('is its shelf when nobody holds it', () => {
    assert.deepEqual(destinationOf({ copies: [others, { copy: 2, lent: false }] }, returned), { to: 'shelf' });
  });

  it('is not known before the title has heard of the return', () => {
    const copies = [others, { copy: 2, rentalId: 'r1', lent: true }];
    assert.equal(destinationOf({ copies }, returned), undefined);
  });

  it('is not known of a copy that is lent again', () => {
    assert.equal(destinationOf({ copies: [{ copy: 2, rentalId: 'r2', lent: true }] }, returned), undefined);
  });

  it('is not known of a copy that nobody knows', () => {
    assert.equal(destinationOf({ copies: [others, { copy: 2, lent: false }] }, { id: 'r1' }), undefined);
    assert.equal(destinationOf({ copies: [others] }, returned), undefined);
  });
});
