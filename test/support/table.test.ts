import assert from 'node:assert/strict';
import { readTable } from './table.ts';

describe('A decision table', () => {
  it('has a cell for each row and column, of one word or more', () => {
    const table = readTable(`
      state     cancel     check out
      ready     cancelled  rented at once
      returned  409        -
    `);
    assert.deepEqual(table.get('ready'), { cancel: 'cancelled', 'check out': 'rented at once' });
    assert.deepEqual(table.get('returned'), { cancel: '409', 'check out': '-' });
  });

  it('is refused when a cell is missing or left over', () => {
    assert.throws(() => readTable('state  cancel  return\n ready  cancelled'), /"ready" has 1 of 2 cells/);
    assert.throws(() => readTable('state  cancel\n ready  cancelled  409'), /"ready" has 2 of 1 cells/);
  });
});
