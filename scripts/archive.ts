import { once } from 'node:events';
import process from 'node:process';
import { readEnv } from '../config/env.ts';
import { readArguments, usage } from './archive/arguments.ts';
import { runArchive } from './archive/commands.ts';
import { runTool } from './usage.ts';

// `npm run archive -- show | head`: whoever reads has seen enough.
process.stdout.on('error', () => process.exit(0));

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

await runTool(usage, async () => {
  const { ARCHIVE_DIR } = (await readEnv()).settings;
  const args = readArguments(process.argv.slice(2), ARCHIVE_DIR as string | undefined);
  if (args) return runArchive(args, print);
  await print(usage);
  return 0;
});
