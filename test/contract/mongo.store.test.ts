import { describeMongo, describeMongoFaults } from '../support/mongo.ts';
import { harness } from '../support/mongo-store.ts';
import { usePlaces } from '../support/replicas.ts';
import { outageContract } from './replicas/outage.ts';
import { replicasContract } from './replicas.suite.ts';
import { storeContract } from './store.suite.ts';

describeMongo('MongoDB', () => {
  usePlaces(harness);
  storeContract('MongoDB', harness);
  replicasContract(harness);
});

describeMongoFaults('A store on MongoDB', ({ durable }) => outageContract(harness, { durable }));
