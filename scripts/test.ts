/**
 * `npm test`: types, style, and every test there is, on Node and on Deno.
 * `npm test -- services/payment --grep refund` runs only the tests at that path with that title.
 */
import { globSync } from 'node:fs';
import { normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from '../test/support/chromium.ts';
import { ensureMongo } from '../test/support/mongo-source.ts';
import { ensureNatsServer } from '../test/support/nats-server.ts';
import { ensurePostgres } from '../test/support/postgres-programs.ts';
import { check, type Stage, tests } from './test/stage.ts';
import { runAll, summary, total } from './test/summary.ts';

const options = { grep: { type: 'string', short: 'g' } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const narrowed = values.grep !== undefined || positionals.length > 0;

/** A server that the tests start: the machine's own, or one that is fetched for them. */
function server(name: string, ensure: () => Promise<string>): Stage {
  return {
    name,
    shown: 'the one of this machine, or fetched for the tests',
    run: async () => {
      console.log(await ensure());
      return { passed: 0, failed: [], skipped: [] };
    },
  };
}

const servers = [
  server('nats-server', ensureNatsServer),
  server('PostgreSQL', async () => (await ensurePostgres()).folder),
  server('MongoDB', nameMongo),
  server('Chromium', async () => (await ensureChromium()).program),
];

/** Where none can be had, its tests are skipped, and counted so. */
async function nameMongo(): Promise<string> {
  const found = await ensureMongo();
  return 'name' in found
    ? found.name
    : `MONGODB GOES UNTESTED: none could be had, so its tests are skipped. What was tried:\n${found.missing}`;
}

const checks = [
  check('types', 'node_modules/typescript/bin/tsc', '--noEmit'),
  check('types of pages', 'node_modules/typescript/bin/tsc', '--noEmit', '--project', 'web'),
  check('style', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
];

/** Every file named `*.test.ts`, so that none is left out for where it lies; or those of the paths given. */
function testFiles(): string[] {
  const files = globSync('**/*.test.ts', { exclude: ['node_modules'] }).sort();
  if (positionals.length === 0) return files;
  const paths = positionals.map((path) => normalize(path));
  return files.filter((file) => paths.some((path) => file.startsWith(path)));
}

function mochaStages(): Stage[] {
  const flags = [
    process.stdout.isTTY ? '--color' : '--no-color',
    ...(narrowed ? [] : ['--forbid-only', '--fail-zero']),
  ];
  if (values.grep !== undefined) flags.push('--grep', values.grep);
  const files = testFiles();
  // What goes through HTTP, or reads the source, says nothing about the runtime that the test itself runs on.
  const portable = files.filter((file) => !/^test\/(e2e|architecture|chaos)\//.test(file));
  return [
    tests('tests on Node', [process.execPath], files, flags),
    tests('tests on Deno', ['node_modules/.bin/deno', 'run', '-A'], portable, flags),
  ].filter((_, index) => [files, portable][index]?.length);
}

if (narrowed) console.log('Narrowed to some tests: without types and style.');
const outcomes = await runAll([...servers, ...(narrowed ? [] : checks), ...mochaStages()]);
console.log(summary(outcomes));
const { passed, failed } = total(outcomes);
const ranTests = passed + failed.length > (narrowed ? 0 : checks.length);
process.exitCode = failed.length > 0 || !ranTests ? 1 : 0;
