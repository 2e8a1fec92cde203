import { once } from 'node:events';
import process from 'node:process';
import { readEnv } from '../config/env.ts';
import { readArguments, usage } from './archive/arguments.ts';
import { runArchive } from './archive/commands.ts';
import { UsageError } from './command-line.ts';

// `npm run archive -- show | head`: whoever reads has seen enough.
process.stdout.on('error', () => process.exit(0));

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

try {
  const { ARCHIVE_DIR } = (await readEnv()).settings;
  const args = readArguments(process.argv.slice(2), ARCHIVE_DIR as string | undefined);
  if (args) process.exitCode = await runArchive(args, print);
  else await print(usage);
} catch (error) {
  const { message } = error as Error;
  console.error(error instanceof UsageError ? `${message}\n\n${usage}` : message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
