import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from './pipeline/program.ts';
import { readLine, runTool } from './usage.ts';

const usage = `Usage: npm run workflows
Checks .github/workflows with actionlint: that of the PATH, else one that Go builds.`;

const version = 'v1.7.7';
const folder = resolve('node_modules/.cache/go');
const missing = `Install actionlint ${version}, or Go, with which it is built: https://go.dev/dl.`;

await runTool(usage, async () => {
  const { values } = readLine({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const program = (await isThere('actionlint')) ? 'actionlint' : await built();
  const printed = await run([program, '-no-color'], missing);
  console.log(printed || 'The workflows are as GitHub wants them.');
  return 0;
});

async function built(): Promise<string> {
  const program = `${folder}/actionlint`;
  const install = ['go', 'install', `github.com/rhysd/actionlint/cmd/actionlint@${version}`] as const;
  if (!existsSync(program)) await run(install, missing, { env: { GOBIN: folder } });
  return program;
}

function isThere(program: string): Promise<boolean> {
  return run([program, '-version'], missing).then(
    () => true,
    () => false,
  );
}
