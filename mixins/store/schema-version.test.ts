import assert from 'node:assert/strict';
import { newestVersion, outstanding } from './schema-version.ts';

const migrations = ['from 1 to 2', 'from 2 to 3'];

describe('A store’s schema', () => {
  it('is at version 1 before the first migration, and one on after each', () => {
    assert.equal(newestVersion([]), 1);
    assert.equal(newestVersion(migrations), 3);
  });

  it('that is older needs the migrations that came since', () => {
    assert.deepEqual(outstanding('data/a.db', 1, migrations), migrations);
    assert.deepEqual(outstanding('data/a.db', 2, migrations), ['from 2 to 3']);
  });

  it('that is up to date needs none', () => assert.deepEqual(outstanding('data/a.db', 3, migrations), []));

  it('that is newer is refused, by name', () => {
    const refusal = /^data\/a\.db has schema version 4, written by a newer Yeyak; this one knows versions up to 3\./;
    assert.throws(() => outstanding('data/a.db', 4, migrations), { message: refusal });
  });
});
