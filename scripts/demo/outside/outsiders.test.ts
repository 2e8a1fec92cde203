import assert from 'node:assert/strict';
import process from 'node:process';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { Outsiders } from './outsiders.ts';
import type { LoadProgram } from './program.ts';
import { siege } from './siege.ts';

describe('Members who come by a program from outside', () => {
  const newDir = useTempDirs();
  const ask = (memberId: string) => ({ path: '/rentals', body: { memberId } });
  /** Node runs this script instead of siege; it is told what siege is told. */
  const acting = (script: string): LoadProgram => ({
    ...siege,
    name: process.execPath,
    prepare: (load) => ['-e', script, '--', ...siege.prepare(load)],
  });
  const members = (program: LoadProgram) => new Outsiders('http://127.0.0.1:1', { ask }, program, newDir());

  it('are counted by what it prints, as it prints it', async () => {
    const outsiders = members(
      acting(`
        for (const status of [201, 201, 503]) console.log('HTTP/1.1 ' + status + '     0.25 secs:  11 bytes ==> POST x');
        console.error('Failed transactions:\\t           2');
      `),
    );
    const tally = outsiders.watch();
    await outsiders.reserve(3, 1, () => tally.closeWindow(1));
    assert.equal(String(tally), '2 accepted, 0 refused, 1 shed, 0 errors, 1 unknown');
    assert.deepEqual([tally.rate, tally.time(0.5), outsiders.accepted.size], [2, 250, 0]);
  });

  it('say what to do when it is not there, and why it failed', async () => {
    const missing = members({ ...siege, name: 'no-such-program' });
    await assert.rejects(
      missing.reserve(1, 1, () => {}),
      /no-such-program is not installed: apt-get install/,
    );
    const failing = members(acting('console.error("no such file"); process.exitCode = 3'));
    await assert.rejects(
      failing.reserve(1, 1, () => {}),
      /ended with 3: no such file/,
    );
  });
});
