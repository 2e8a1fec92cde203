import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { neededServers, serverModules } from './needs.ts';

describe('The servers that a test needs', () => {
  it('are those whose module it loads, directly or through others', () => {
    assert.deepEqual(neededServers(['test/contract/jetstream.bus.test.ts']), ['nats-server']);
    assert.deepEqual(neededServers(['test/e2e/pages/desk.test.ts']), ['nats-server', 'Chromium']);
    assert.deepEqual(neededServers(['test/contract/postgres.store.test.ts', 'test/contract/mongo.store.test.ts']), [
      'PostgreSQL',
      'MongoDB',
    ]);
  });

  it('are none for a rule', () => {
    assert.deepEqual(neededServers(['services/library/rental/rental.test.ts']), []);
  });

  it('are started by modules that exist', () => {
    for (const module of Object.values(serverModules)) assert.ok(existsSync(module), module);
  });
});
