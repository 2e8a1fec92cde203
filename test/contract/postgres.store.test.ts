import { harness } from '../support/postgres-store.ts';
import { usePlaces } from '../support/replicas.ts';
import { outageContract } from './replicas/outage.ts';
import { replicasContract } from './replicas.suite.ts';
import { storeContract } from './store.suite.ts';

describe('PostgreSQL', () => {
  usePlaces(harness);
  storeContract('PostgreSQL', harness);
  replicasContract(harness);
});

describe('A store on PostgreSQL', () => outageContract(harness));
