import { harness } from '../support/sqlite.ts';
import { storeContract } from './store.suite.ts';

storeContract('SQLite', harness);
