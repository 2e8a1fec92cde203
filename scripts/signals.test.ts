import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const urlOf = (file: string) => JSON.stringify(new URL(file, import.meta.url));

/** Nothing keeps this process running but what is tested: a timer that waits for the signal does not. */
const program = `
  const { stopOnSignal } = await import(${urlOf('signals.ts')});
  const { parseEnv } = await import(${urlOf('../config/env.ts')});
  const { later } = await import(${urlOf('../mixins/waiting/timers.ts')});
  stopOnSignal({ stop: async () => console.log('The broker has stopped.') }, parseEnv({}));
  later(1, () => process.kill(process.pid, 'SIGTERM'));`;

describe('A node without a server and without a connection', () => {
  it('runs until a signal comes, and then stops its broker', () => {
    const run = 'Deno' in globalThis ? ['eval', program] : ['--input-type=module', '-e', program];
    const { status, stdout, stderr } = spawnSync(process.execPath, run, { timeout: 20_000, encoding: 'utf8' });
    assert.equal(stdout, 'Stopping.\nThe broker has stopped.\n', stderr);
    assert.equal(status, 0);
  }).timeout(25_000);
});
