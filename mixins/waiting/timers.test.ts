import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { eventually } from '../../test/support/eventually.ts';
import { every, later } from './timers.ts';

describe('A timer', () => {
  it('does its work once after a time, or again and again', async () => {
    const done = { once: 0, often: 0 };
    const timers = [
      later(1, () => {
        done.once += 1;
      }),
      every(1, () => {
        done.often += 1;
      }),
    ];
    await eventually(() => done.often >= 3);
    for (const timer of timers) timer.stop();
    assert.equal(done.once, 1);
  });

  it('does nothing once it is stopped', async () => {
    const ran: string[] = [];
    for (const begin of [later, every]) begin(1, () => ran.push('stopped')).stop();
    later(5, () => ran.push('other'));
    await eventually(() => ran.length > 0);
    assert.deepEqual(ran, ['other']);
  });

  it('keeps no process running', () => {
    assert.equal(outputOf("later(60_000, () => {}); every(60_000, () => {}); console.log('begun');"), 'begun');
  }).timeout(25_000);
});

describe('A process that is to keep running', () => {
  it('does so until that is stopped', () => {
    const body = "const running = keepRunning(); later(1, () => { console.log('still here'); running.stop(); });";
    assert.equal(outputOf(body), 'still here');
  }).timeout(25_000);
});

/** What a process of its own says that ends by itself. */
function outputOf(body: string): string {
  const timers = JSON.stringify(new URL('timers.ts', import.meta.url));
  const program = `const { keepRunning, later, every } = await import(${timers}); ${body}`;
  const run = 'Deno' in globalThis ? ['eval', program] : ['--input-type=module', '-e', program];
  const { status, stdout } = spawnSync(process.execPath, run, { timeout: 20_000, encoding: 'utf8' });
  assert.equal(status, 0);
  return stdout.trim();
}
