import assert from 'node:assert/strict';
import { useCollection } from '../test/support/collection.ts';
import type { StoreAdapter } from './runtime.ts';
import { updateRecord } from './update-record.ts';

interface Count {
  readonly count: number;
  readonly due?: number;
}

describe('A record that is changed by compare-and-set', () => {
  const given = useCollection<Count>({ name: 'count', columns: { due: { type: 'integer', index: 'present' } } });
  const countOn = (store: StoreAdapter<Count>) =>
    updateRecord(store, 'a', (known) => ({ count: known?.due === undefined ? (known?.count ?? 0) + 1 : 1 }));

  /** The store, in which something happens once after the first reading. */
  const storeWith = (meanwhile: () => Promise<void>) => {
    let happening: Promise<void> | undefined;
    return Object.create(given.store, {
      load: {
        async value(id: string) {
          const found = await given.store.load(id);
          happening ??= meanwhile();
          await happening;
          return found;
        },
      },
    }) as StoreAdapter<Count>;
  };

  it('counts everybody, however many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => countOn(given.store)));
    assert.equal((await given.store.load('a'))?.state.count, 20);
  });

  it('counts everybody where it is deleted and made anew meanwhile', async () => {
    await updateRecord(given.store, 'a', () => ({ count: 0, due: 1 }));
    const slow = storeWith(async () => {
      assert.equal(await given.store.removeDue(1, 10), 1);
      await countOn(given.store);
    });
    assert.equal((await countOn(slow))?.count, 2);
  });

  it('is made where it is deleted meanwhile', async () => {
    await updateRecord(given.store, 'a', () => ({ count: 7, due: 1 }));
    const slow = storeWith(async () => void (await given.store.removeDue(1, 10)));
    assert.equal((await countOn(slow))?.count, 1);
  });
});
