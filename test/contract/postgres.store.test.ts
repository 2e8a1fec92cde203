import { harness, stopServer } from '../support/postgres-store.ts';
import { storeContract } from './store.suite.ts';

describe('PostgreSQL', () => {
  before(async function () {
    this.timeout(600_000);
    await harness.newPlace();
  });
  after(stopServer);

  storeContract('PostgreSQL', harness);
});
