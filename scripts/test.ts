import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { normalize } from 'node:path';
import { partsOf } from './test/lanes.ts';
import { neededServers, type Server } from './test/needs.ts';
import { serverStage } from './test/servers.ts';
import { check, type Stage, tests, watch } from './test/stage.ts';
import { runAll, summary, total } from './test/summary.ts';
import { readLine, usageOr } from './usage.ts';

const usage = `Usage: npm test [-- PATH… --grep TEXT]
Types, style, and every test there is, on Node and on Deno. With paths, or words of a title, only those tests.
  npm test -- services/payment --grep refund
  npm run test:fast                        types, style and the tests that need no server, on Node
  npm run test:rest                        all that test:fast leaves out: tests with servers and of systems, and Deno
  npm run test:watch -- services/payment   those tests on Node, again whenever one of their modules changes`;

const options = {
  grep: { type: 'string', short: 'g' },
  fast: { type: 'boolean', default: false },
  rest: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
const { values, positionals } = usageOr(usage, () => readLine({ options, allowPositionals: true }));
const narrowed = values.grep !== undefined || positionals.length > 0;

const tsc = 'node_modules/typescript/bin/tsc';
const cached = (name: string) => ['--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${name}.json`];
const checks = [
  check('types', tsc, '--noEmit', ...cached('all')),
  check('types of pages', tsc, '--noEmit', '--project', 'web', ...cached('pages')),
  check('style', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
];

/** Every file named `*.test.ts`, so that none is left out for where it lies; or those of the paths given. */
function testFiles(): string[] {
  const files = globSync('**/*.test.ts', { exclude: ['node_modules'] }).sort();
  if (positionals.length === 0) return files;
  const paths = positionals.map((path) => normalize(path));
  return files.filter((file) => paths.some((path) => file.startsWith(path)));
}

const flags = [
  process.stdout.isTTY ? '--color' : '--no-color',
  ...(narrowed ? [] : ['--forbid-only', '--fail-zero']),
  ...(values.grep === undefined ? [] : ['--grep', values.grep]),
];
const onNode = (name: string, files: readonly string[]) => tests(name, [process.execPath], files, flags);
const onDeno = (files: readonly string[]) =>
  tests('tests on Deno', ['node_modules/.bin/deno', 'run', '-A'], files, flags);

const files = testFiles();
const { serverless, withServers, ofSystems, portable } = partsOf(files);

/** What runs side by side, each lane in its order, when the servers are there. */
function lanes(): Stage[][] {
  if (narrowed)
    return [
      [files.length > 0 && onNode('tests on Node', files), portable.length > 0 && onDeno(portable)].filter(
        (stage) => stage !== false,
      ),
    ];
  if (values.fast) {
    const shards = Array.from({ length: availableParallelism() }, (_, index) => index);
    const shard = (index: number) => serverless.filter((_, place) => place % shards.length === index);
    return [checks, ...shards.map((index) => [onNode(`tests, part ${index + 1}`, shard(index))])];
  }
  const onThisNode = files.filter((file) => !ofSystems.includes(file));
  const together = values.rest
    ? [onNode('tests on Node', withServers), onDeno(portable)]
    : [...checks, onNode('tests on Node', onThisNode), onDeno(portable)];
  const systems = onNode('tests of systems', ofSystems);
  return availableParallelism() > 1 ? [[systems], together] : [[systems, ...together]];
}

if (values.rest && (values.fast || values.watch || narrowed)) {
  console.error(`--rest takes no other option and no path.\n\n${usage}`);
  process.exit(2);
}
if (values.watch) process.exit(await watch(narrowed ? files : serverless, flags));
if (narrowed) console.log('Narrowed to some tests: without types and style.');
const servers: readonly Server[] = values.fast ? [] : neededServers(files);
const outcomes = [...(await runAll([servers.map(serverStage)])), ...(await runAll(lanes()))];
console.log(summary(outcomes));
const { passed, failed } = total(outcomes);
const ranTests = passed + failed.length > (narrowed ? 0 : checks.length);
process.exitCode = failed.length > 0 || !ranTests ? 1 : 0;
