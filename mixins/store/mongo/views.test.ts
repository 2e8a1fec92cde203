import assert from 'node:assert/strict';
import { MongoServerError } from 'mongodb';
import { describeMongo } from '../../../test/support/mongo.ts';
import { harness } from '../../../test/support/mongo-store.ts';
import { usePlaces, useReplicas } from '../../../test/support/replicas.ts';

describeMongo('A view on MongoDB', () => {
  usePlaces(harness);
  const given = useReplicas(harness);
  const row = (version: number) => ({ id: 'a', version, state: { rank: version } });

  for (const [what, theirs] of [
    ['an older version', 1],
    ['a newer version', 3],
  ] as const)
    it(`keeps the newest when another writes ${what} of a row for the first time at once`, async () => {
      const [one, other] = [await given.open(), await given.open()];
      const { updateOne } = one.store.collection;
      one.store.collection.updateOne = async (...args: Parameters<typeof updateOne>) => {
        one.store.collection.updateOne = updateOne;
        await other.store.keepNewest(row(theirs));
        throw new MongoServerError({ message: `E11000 duplicate key ${JSON.stringify(args[0])}`, code: 11_000 });
      };
      await one.store.keepNewest(row(2));
      assert.deepEqual(await other.store.load('a'), row(Math.max(2, theirs)));
    });
});
