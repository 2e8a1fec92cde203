import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceBroker } from 'moleculer';
import { privateFile, privateFolder } from '../private-files.ts';
import { runtimeOf } from '../runtime.ts';
import { settingsOf } from '../settings.ts';
import { type PersonalKeys, personalKeys } from './keys.ts';
import { sealingVariables } from './sealing.variables.ts';

/**
 * The keys of personal data: those of PERSONAL_KEYS. A single process without them makes one beside its data, which
 * guards nothing of the folder as a whole, and says so.
 * @throws where services run apart
 */
export function personalKeysOf(broker: ServiceBroker): PersonalKeys {
  const { PERSONAL_KEYS: given } = settingsOf(broker, sealingVariables);
  if (given) return given;
  const { NATS_URL, DATA_DIR } = runtimeOf(broker).settings;
  if (NATS_URL !== undefined)
    throw new Error(
      'PERSONAL_KEYS must be set where services run apart: the same for each process. Make one with ' +
        '`echo $(date +%Y):$(head -c 32 /dev/urandom | base64)`, and keep it away from the data.',
    );
  const path = join(String(DATA_DIR), 'personal.key');
  broker.logger.warn(`Personal data is sealed by a key beside it, ${path}: set PERSONAL_KEYS to keep it elsewhere.`);
  return personalKeys.parse(textIn(path)) as PersonalKeys;
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    mkdirSync(join(path, '..'), { recursive: true, mode: privateFolder });
    writeFileSync(path, `own:${randomBytes(32).toString('base64')}\n`, { mode: privateFile, flag: 'wx' });
    return readFileSync(path, 'utf8').trim();
  }
}
