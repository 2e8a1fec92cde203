import assert from 'node:assert/strict';
import { describeMongo } from '../../../test/support/mongo.ts';
import { harness } from '../../../test/support/mongo-store.ts';
import { usePlaces, useReplicas } from '../../../test/support/replicas.ts';
import { change } from '../../../test/support/store.ts';
import { migrate, type SchemaDocument } from './schema.ts';

describeMongo('The schema of a MongoDB store', () => {
  usePlaces(harness);
  const given = useReplicas(harness);
  const open = async () => {
    const replica = await given.open();
    return { ...replica, schema: replica.database.collection<SchemaDocument>('schema') };
  };

  it('is at the newest version when it is new, without migrations', async () => {
    const { schema } = await open();
    await schema.deleteMany();
    await migrate('the store', schema, [() => Promise.reject(new Error('not needed'))]);
    assert.equal((await schema.findOne())?.version, 2);
  });

  it('is migrated when it is older, once', async () => {
    const { schema } = await open();
    const taken: string[] = [];
    const steps = ['first', 'second'].map((step) => async () => void taken.push(step));
    await migrate('the store', schema, steps);
    await migrate('the store', schema, steps);
    assert.deepEqual(taken, ['first', 'second']);
    assert.equal((await schema.findOne())?.version, 3);
  });

  it('stays at its version when a migration fails', async () => {
    const { schema } = await open();
    await assert.rejects(migrate('the store', schema, [() => Promise.reject(new Error('no room'))]), /no room/);
    assert.equal((await schema.findOne())?.version, 1);
  });

  it('is refused by name when it is newer, and the start with it', async () => {
    const { schema } = await open();
    await schema.updateOne({ _id: 'schema' }, { $set: { version: 9 } });
    await assert.rejects(
      given.open(),
      /^Error: MongoDB \S+, service place_\d+ has schema version 9, written by a newer/,
    );
  });

  it('is made once by replicas that start together', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => given.open()));
    const made = await Promise.all(replicas.map(({ store }) => store.commit(change('a', 0, {}))));
    assert.equal(made.filter(Boolean).length, 1);
  });

  it('shares a database with those of other services', async () => {
    const one = await given.open();
    const other = await given.open({}, `${given.place}_other`);
    await other.store.commit(change('a', 0, { rank: 2 }));
    assert.equal(await one.store.load('a'), undefined);
    assert.deepEqual(await one.outbox.pending(10), []);
    await harness.removePlace(`${given.place}_other`);
  });
});
