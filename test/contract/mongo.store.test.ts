import { describeMongo } from '../support/mongo.ts';
import { harness, stopServer } from '../support/mongo-store.ts';
import { storeContract } from './store.suite.ts';

describeMongo('MongoDB', () => {
  before(async function () {
    this.timeout(60_000);
    await harness.newPlace();
  });
  after(stopServer);

  storeContract('MongoDB', harness);
});
