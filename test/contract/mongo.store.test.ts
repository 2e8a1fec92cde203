import { mongo, mongoName } from '../support/mongo.ts';
import { harness, stopServer } from '../support/mongo-store.ts';
import { storeContract } from './store.suite.ts';

describe(`MongoDB (${mongoName})`, () => {
  before(async function () {
    this.timeout(60_000);
    if (!mongo) this.skip();
    await harness.newPlace();
  });
  after(stopServer);

  storeContract('MongoDB', harness);
});
