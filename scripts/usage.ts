import process from 'node:process';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A command line that cannot be used; its message says why. */
export class UsageError extends Error {}

/**
 * Reads a command line as `parseArgs` does.
 * @throws UsageError that names what is wrong
 */
export function readLine<const Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [why = ''] = (error as Error).message.split('. To specify');
    throw new UsageError(why);
  }
}

/** @throws UsageError unless the text of `--name` is a whole number within these limits */
export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} is "${text}", but must be a whole number from ${least} to ${most}.`);
}

/**
 * Runs a program, whose exit code is what `main` answers. When it cannot go on, it ends with one readable message and
 * code 1, or 2 and the usage for a wrong command line.
 */
export async function runTool(usage: string, main: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const { message } = error as Error;
    console.error(error instanceof UsageError ? `${message}\n\n${usage}` : message);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/**
 * For a program that is no function: reads its command line. Prints the usage and ends when `--help` asks for it; ends with
 * code 2 when the line is wrong.
 */
export function usageOr<Read extends { readonly values: { readonly help?: boolean } }>(
  usage: string,
  read: () => Read,
): Read {
  try {
    const line = read();
    if (!line.values.help) return line;
    console.log(usage);
    return process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return process.exit(2);
  }
}
