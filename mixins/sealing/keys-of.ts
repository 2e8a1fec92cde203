import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceBroker } from 'moleculer';
import { privateFile, privateFolder } from '../private-files.ts';
import { runtimeOf } from '../runtime.ts';
import { settingsOf } from '../settings.ts';
import { type PersonalKeys, personalKeys } from './keys.ts';
import { sealingVariables } from './sealing.variables.ts';

const known = new WeakMap<ServiceBroker, PersonalKeys>();

/**
 * The keys of personal data, the same for all services of a process: those of PERSONAL_KEYS. A single process without
 * them makes one beside its data, which guards nothing of the folder as a whole, and says so.
 * @throws where services run apart
 */
export function personalKeysOf(broker: ServiceBroker): PersonalKeys {
  const keys = known.get(broker) ?? settingsOf(broker, sealingVariables).PERSONAL_KEYS ?? ownKey(broker);
  known.set(broker, keys);
  return keys;
}

function ownKey(broker: ServiceBroker): PersonalKeys {
  const { NATS_URL, DATA_DIR } = runtimeOf(broker).settings;
  if (NATS_URL !== undefined)
    throw new Error(
      'PERSONAL_KEYS must be set where services run apart: the same for each process. Make one with ' +
        '`echo $(date +%Y):$(head -c 32 /dev/urandom | base64)`, and keep it away from the data.',
    );
  const path = join(String(DATA_DIR), 'personal.key');
  const keys = personalKeys.parse(textIn(path));
  if (!keys) throw new Error(`${path} must hold ${personalKeys.allowed}.`);
  broker.logger.warn(`Personal data is sealed by a key beside it, ${path}: set PERSONAL_KEYS to keep it elsewhere.`);
  return keys;
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(join(path, '..'), { recursive: true, mode: privateFolder });
    writeFileSync(path, `own:${randomBytes(32).toString('base64')}\n`, { mode: privateFile, flag: 'wx' });
    return readFileSync(path, 'utf8').trim();
  }
}
