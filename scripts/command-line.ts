import process from 'node:process';
import { describeEnv, type Env, readEnv, readSystems } from '../config/env.ts';
import type { System } from '../mixins/system.ts';
import { readLine, UsageError } from './usage.ts';

export interface CommandLine {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
}

/** How a command line is written, which may depend on the systems that there are. */
type Usage = string | ((systems: readonly System[]) => string);

function textOf(usage: Usage, systems: readonly System[]): string {
  return typeof usage === 'string' ? usage : usage(systems);
}

/**
 * Runs a script: reads its command line, which may have these flags, and the environment. Prints `usage` and the
 * variables at `--help`. When it cannot go on it ends with one readable message and code 1, or 2 for a wrong
 * command line.
 */
export async function runScript(
  usage: Usage,
  flags: readonly string[],
  main: (commandLine: CommandLine, env: Env) => Promise<void>,
): Promise<void> {
  try {
    const commandLine = read(['help', ...flags]);
    if (commandLine.flags.has('help')) {
      const systems = await readSystems();
      console.log(`${textOf(usage, systems)}\n\n${describeEnv(systems)}`);
    } else await main(commandLine, await readEnv());
  } catch (error) {
    const { message } = error as Error;
    console.error(error instanceof UsageError ? `${message}\n\n${textOf(usage, await readSystems())}` : message);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

function read(flags: readonly string[]): CommandLine {
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]));
  const { positionals, values } = readLine({ options, allowPositionals: true });
  return { words: positionals, flags: new Set(Object.keys(values)) };
}
