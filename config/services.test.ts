import assert from 'node:assert/strict';
import { join } from 'node:path';
import { parseEnv } from './env.ts';
import { loadService, serviceNames, servicesNamed } from './services.ts';
import { storeFile, storeUrl } from './stores/store-location.ts';

describe('The services', () => {
  for (const name of serviceNames()) {
    it(`are found by their names: ${name}`, async () => {
      assert.equal((await loadService(name, parseEnv({}))).name, name);
    });
  }

  it('are no others', () => {
    assert.deepEqual(servicesNamed('rental'), ['rental']);
    assert.deepEqual(servicesNamed('library'), ['rental', 'book', 'mypage']);
    assert.deepEqual(servicesNamed('rentel'), []);
    assert.deepEqual(servicesNamed('constructor'), []);
  });

  it('are told of the environment', async () => {
    const { settings } = await loadService('gateway', parseEnv({ PORT: '0', HOST: '::1' }));
    const { port, host } = settings as { port?: number; host?: string };
    assert.deepEqual({ port, host }, { port: 0, host: '::1' });
  });

  it('keep their records where all do, or where they are told to one by one', () => {
    const database = 'postgres://127.0.0.1/yeyak';
    const one = parseEnv({ PAYMENT_STORE_URL: database, NATS_URL: 'nats://127.0.0.1:4222' });
    assert.equal(storeUrl('payment', one), database);
    assert.equal(storeUrl('rental', one), 'sqlite');
    const all = parseEnv({ STORE_URL: database, BOOK_STORE_URL: 'sqlite', NATS_URL: 'nats://127.0.0.1:4222' });
    assert.deepEqual(
      ['rental', 'payment', 'book', 'mypage'].map((service) => storeUrl(service, all)),
      [database, database, 'sqlite', database],
    );
  });

  it('share a file in a single process, and have one each over NATS', () => {
    const alone = parseEnv({ DATA_DIR: 'there' });
    assert.equal(storeFile('rental', alone), join('there', 'yeyak.db'));
    assert.equal(storeFile('book', alone), storeFile('rental', alone));
    const together = parseEnv({ DATA_DIR: 'there', NATS_URL: 'nats://127.0.0.1:4222' });
    assert.equal(storeFile('rental', together), join('there', 'rental.db'));
  });
});
