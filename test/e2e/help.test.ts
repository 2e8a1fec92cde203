import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scripts } from '../support/script.ts';

/** Not programs of ours: they pass on what they are given. */
const others = ['format', 'test:compose', 'test:kubernetes'];

/** `start.ts` on Deno is `start` on Deno; each program has one row. */
const again = ['start:deno'];

/** The program that a script of package.json ends with, and the options it is always given. */
const program = / (\S+\.ts)((?: --\S+)*)$/;

describe('Every program of package.json', function () {
  this.timeout(60_000);
  const run = scripts();
  const { scripts: commands } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  for (const [name, command] of Object.entries(commands).filter(([name]) => ![...others, ...again].includes(name)))
    it(`tells how ${name} is used, and what is wrong with its command line`, async () => {
      const [, path = '', options = ''] = program.exec(command) ?? [];
      const given = options.split(' ').filter((option) => option !== '');
      const [help, wrong] = [run(path, [...given, '--help']), run(path, [...given, '--nonsense'])];
      assert.equal(await help.ended, 0, help.output);
      assert.match(help.output, /^Usage: npm /);
      assert.equal(await wrong.ended, 2, wrong.output);
      assert.match(wrong.output, /^Unknown option '--nonsense'\n\nUsage: npm /);
    });
});
