import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';

const module = (path: string) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

describe('npm run new', function () {
  this.timeout(60_000);
  const run = scripts();
  const newDir = useTempDirs();

  it('writes a system that compiles, with a test that passes', async () => {
    const folder = join(newDir(), 'parking');
    const made = run('scripts/new.ts', ['system', 'parking', '--at', folder]);
    assert.equal(await made.ended, 0, made.output);
    assert.match(made.output, new RegExp(`SYSTEMS=${folder}/system.ts npm start`));
    execFileSync(process.execPath, [module('typescript/bin/tsc'), '--noEmit', '-p', folder], { encoding: 'utf8' });
    const test = [module('mocha/bin/mocha.js'), join(folder, 'ticket/ticket.test.ts')];
    assert.match(execFileSync(process.execPath, test, { encoding: 'utf8' }), /2 passing/);
  });

  it('says what is wrong with what is asked for, and writes nothing', async () => {
    const folder = join(newDir(), 'parking');
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [[], /Say what: new -- system NAME/],
      [['service', 'parking'], /Say what/],
      [['system', 'Parking'], /"Parking" is no name for a system/],
      [['system', 'library'], /There is a system library already/],
      [['system', 'payment'], /There is a system payment already/],
    ];
    for (const [words, answer] of mistakes) {
      const refused = run('scripts/new.ts', [...words, '--at', folder]);
      assert.equal(await refused.ended, 2);
      assert.match(refused.output, answer);
      assert.ok(!existsSync(folder));
    }
  });
});
