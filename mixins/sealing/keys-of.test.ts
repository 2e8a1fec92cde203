import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceBroker } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import { LocalBus } from '../bus/local.ts';
import { provide } from '../runtime.ts';
import { personalKeysOf } from './keys-of.ts';

describe('Keys of personal data', () => {
  const newDir = useTempDirs();
  const keysWith = (env: Readonly<Record<string, string>>) => personalKeysOf(brokerWith(env));

  it('are those of PERSONAL_KEYS, which every process knows', () => {
    const PERSONAL_KEYS = `2026:${randomBytes(32).toString('base64')}`;
    assert.deepEqual(keysWith({ PERSONAL_KEYS }), parseEnv({ PERSONAL_KEYS }).PERSONAL_KEYS);
  });

  it('are made once by a single process, for itself alone, and kept', () => {
    const DATA_DIR = newDir();
    const first = keysWith({ DATA_DIR });
    const path = join(DATA_DIR, 'personal.key');
    assert.equal(statSync(path).mode & 0o077, 0);
    assert.match(readFileSync(path, 'utf8'), /^own:/);
    assert.deepEqual(keysWith({ DATA_DIR }), first);
    assert.notDeepEqual(keysWith({ DATA_DIR: newDir() }), first);
  });

  it('are the same for two services of a process', () => {
    const broker = brokerWith({ DATA_DIR: newDir() });
    assert.equal(personalKeysOf(broker), personalKeysOf(broker));
  });

  it('are not made where a file stands that holds none', () => {
    const DATA_DIR = newDir();
    writeFileSync(join(DATA_DIR, 'personal.key'), 'nothing\n');
    assert.throws(() => keysWith({ DATA_DIR }), /personal\.key must hold keys such as/);
  });
});

function brokerWith(env: Readonly<Record<string, string>>): ServiceBroker {
  const broker = new ServiceBroker({ logger: false });
  const { settings, systems } = parseEnv(env);
  const open = () => {
    throw new Error('No records are kept here.');
  };
  provide(broker, { settings, systems, bus: new LocalBus(), open });
  return broker;
}
