import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { eventually } from '../support/eventually.ts';

describe('npm test', () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(`${tmpdir()}/planted-`);
    mkdirSync(`${project}/test/e2e`, { recursive: true });
    for (const shared of ['node_modules', 'scripts', '.mocharc.json'])
      symlinkSync(resolve(shared), `${project}/${shared}`);
  });
  afterEach(() => rmSync(project, { recursive: true }));

  /** What is in test/e2e runs on Node alone. */
  const write = (text: string) => writeFileSync(`${project}/test/e2e/planted.test.ts`, text);

  /** Runs the tests of a project that has this one file. */
  function testing(text: string, ...args: string[]) {
    write(text);
    const command = ['scripts/test.ts', ...(args.length > 0 ? args : ['test'])];
    const { status, stdout } = spawnSync('node_modules/.bin/node', command, { cwd: project, encoding: 'utf8' });
    return { status, stdout, lastLine: stdout.trimEnd().split('\n').at(-1) };
  }

  it('counts what passes, names what fails and what is skipped, and ends with the counts', () => {
    const { status, stdout, lastLine } = testing(`describe('sums', () => {
      it('add', () => {});
      it('subtract', () => { throw new Error('planted'); });
      it.skip('divide', () => {});
    });`);
    assert.equal(lastLine, '1 passed, 1 failed, 1 skipped');
    assert.match(stdout, / failed: sums subtract\n +skipped: sums divide\n\nFailed: tests on Node\n/);
    assert.equal(status, 1);
  });

  it('succeeds when all pass', () => {
    const { status, lastLine } = testing(`it('adds', () => {});`);
    assert.equal(lastLine, '1 passed, 0 failed');
    assert.equal(status, 0);
  });

  it('counts the tests that a failing hook kept from running', () => {
    const { lastLine } = testing(`describe('sums', () => {
      before(() => { throw new Error('planted'); });
      it('add', () => {});
      it('subtract', () => {});
    });`);
    assert.match(lastLine ?? '', /^0 passed, [23] failed$/);
  });

  it('fails when a file cannot be loaded', () => {
    const { status, lastLine } = testing(`import './no-such-file.ts'; it('adds', () => {});`);
    assert.equal(lastLine, '0 passed, 1 failed');
    assert.equal(status, 1);
  });

  it('fails when a test leaves something running', () => {
    const { status, stdout, lastLine } = testing(`it('adds', () => { setInterval(() => {}, 1000); });`);
    assert.match(stdout, /failed: after the tests something still runs: .*Timeout/);
    assert.equal(lastLine, '1 passed, 1 failed');
    assert.equal(status, 1);
  }).timeout(20_000);

  it('ends what its tests have started when it is told to end', async () => {
    write(`import { spawn } from 'node:child_process';
      it('waits', () => {
        const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
        console.log('started', server.pid);
        return new Promise(() => {});
      }).timeout(60_000);`);
    const command = spawn('node_modules/.bin/node', ['scripts/test.ts', 'test'], { cwd: project });
    let output = '';
    command.stdout.on('data', (text) => {
      output += text;
    });
    await eventually(() => /started \d+/.test(output));
    const server = Number(/started (\d+)/.exec(output)?.[1]);
    command.kill('SIGTERM');
    const [code] = await once(command, 'close');
    assert.equal(code, 130);
    await eventually(() => !isAlive(server));
  });

  it('fails when no test was run', () => {
    const { status, lastLine } = testing(`it('adds', () => {});`, '--grep', 'multiplies');
    assert.equal(lastLine, '0 passed, 0 failed');
    assert.equal(status, 1);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
