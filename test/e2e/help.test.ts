import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scripts } from '../support/script.ts';

/** Those that pass on what they are given to another program. */
const others = ['pictures', 'format', 'start:deno', 'test:fast', 'test:watch', 'test:compose', 'test:kubernetes'];

describe('Every program of package.json', function () {
  this.timeout(60_000);
  const run = scripts();
  const { scripts: commands } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const programs = Object.entries(commands)
    .filter(([name]) => !others.includes(name))
    .map(([name, command]) => [name, / (\S+\.ts)$/.exec(command)?.[1] ?? ''] as const);

  for (const [name, path] of programs)
    it(`tells how ${name} is used, and what is wrong with its command line`, async () => {
      const [help, wrong] = [run(path, ['--help']), run(path, ['--nonsense'])];
      assert.equal(await help.ended, 0, help.output);
      assert.match(help.output, /^Usage: npm /);
      assert.equal(await wrong.ended, 2, wrong.output);
      assert.match(wrong.output, /^Unknown option '--nonsense'\n\nUsage: npm /);
    });
});
