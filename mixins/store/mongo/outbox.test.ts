import assert from 'node:assert/strict';
import { eventually } from '../../../test/support/eventually.ts';
import { describeMongo } from '../../../test/support/mongo.ts';
import { harness } from '../../../test/support/mongo-store.ts';
import { usePlaces, useReplicas } from '../../../test/support/replicas.ts';
import { change } from '../../../test/support/store.ts';
import type { RecordDocument } from './document.ts';

describeMongo('A record on MongoDB carries its events', () => {
  usePlaces(harness);
  const given = useReplicas(harness);
  let replica: Awaited<ReturnType<typeof given.open>>;
  beforeEach(async () => {
    replica = await given.open();
  });
  const document = async (id: string) => {
    const found = await replica.database.collection<RecordDocument>('sample').findOne({ _id: id });
    assert.ok(found);
    return { ...found, versions: Object.keys(found.pending ?? {}) };
  };
  const publish = async (count: number) => {
    const pending = await replica.outbox.pending(count);
    await replica.outbox.clear(pending);
  };

  it('by their version, until they are published', async () => {
    await replica.store.commit(change('a', 0, {}, 2));
    const { versions, pendingSince = 0, pending } = await document('a');
    assert.deepEqual(versions, ['1', '2']);
    assert.equal(pending?.['2']?.event.id, 'a-2');
    assert.ok(Date.now() - pendingSince < 10_000);
  });

  it('and loses the published ones with its next change', async () => {
    await replica.store.commit(change('a', 0, {}, 2));
    await publish(1);
    assert.deepEqual((await document('a')).versions, ['1', '2']);
    await replica.store.commit(change('a', 2, {}));
    assert.deepEqual((await document('a')).versions, ['2', '3']);
  });

  it('or a moment later in a batch, and then no look for pending events finds it', async () => {
    await replica.store.commit(change('a', 0, {}, 2));
    await replica.store.commit(change('b', 0, {}, 2));
    await publish(3);
    await eventually(async () => (await document('b')).versions.length === 1);
    const [a, b] = [await document('a'), await document('b')];
    assert.deepEqual([a.pending, a.pendingSince], [undefined, undefined]);
    assert.ok(b.pendingSince);
  });

  it('or at once when there are many', async () => {
    const ids = Array.from({ length: 256 }, (_, index) => `r${index}`);
    // No more at once than get a connection in time, also on a machine that is busy.
    while (ids.length > 0) await Promise.all(ids.splice(0, 16).map((id) => replica.store.commit(change(id, 0, {}))));
    await publish(256);
    assert.deepEqual((await document('r0')).versions, []);
  });

  it('and keeps those that it could not lose, because the change was not made', async () => {
    await replica.store.commit(change('a', 0, {}));
    await publish(1);
    assert.equal(await replica.store.commit(change('a', 7, {})), false);
    assert.deepEqual((await document('a')).versions, ['1']);
    await eventually(async () => (await document('a')).versions.length === 0);
  });

  it('which a clock that is behind does not put out of order', async () => {
    const ahead = await given.open();
    await ahead.store.commit(change('a', 0, {}));
    const { at } = await document('a');
    await replica.database
      .collection<RecordDocument>('sample')
      .updateOne({ _id: 'a' }, { $set: { at: at + 60_000_000, 'pending.1.at': at + 60_000_000 } });
    await replica.store.load('a');
    await replica.store.commit(change('a', 1, {}));
    const pending = await (await given.open()).outbox.pending(10);
    assert.deepEqual(
      pending.map(({ event }) => event.id),
      ['a-1', 'a-2'],
    );
  });

  it('though names of its fields hold what MongoDB’s paths are made of', async () => {
    const note = { 'library.rental': { 'a.b': 1 } };
    await replica.store.commit(change('a', 0, { note }));
    await replica.store.commit(change('a', 1, { note: { ...note, more: 1 } }));
    assert.deepEqual((await replica.store.load('a'))?.state, { note: { ...note, more: 1 } });
  });
});
