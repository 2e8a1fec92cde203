import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { useTempDirs } from '../support/tempdir.ts';

describe('npm start, as typed in a terminal', () => {
  const newDir = useTempDirs();

  it('is ready, and Ctrl-C stops it', async () => {
    const env = { ...process.env, NATS_URL: '', PORT: '0', DATA_DIR: newDir() };
    // A group of its own, to which a terminal sends Ctrl-C as a whole.
    const npm = spawn('npm', ['--loglevel=error', 'start'], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const group = -(npm.pid ?? Number.NaN);
    const ended = once(npm, 'exit');
    try {
      let url = '';
      for await (const line of createInterface({ input: npm.stdout })) {
        url = /runs at (http:\S+), ready/.exec(line)?.[1] ?? '';
        if (url) break;
      }
      assert.equal((await fetch(`${url}/health/ready`)).status, 200);

      process.kill(group, 'SIGINT');
      await ended;
      await assert.rejects(fetch(`${url}/health/live`));
    } finally {
      if (npm.exitCode === null && npm.signalCode === null) process.kill(group, 'SIGKILL');
    }
  }).timeout(60_000);
});
