import { spawn } from 'node:child_process';
import process from 'node:process';

/** A program with its arguments. */
export type Command = readonly [program: string, ...args: string[]];

interface More {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a pipeline hands over by the environment: it is no setting of the system. */
export function given(name: 'OVERLAY' | 'IMAGE' | 'KUBECONFIG_TEXT'): string | undefined {
  return process.env[name] || undefined;
}

/** As it would be typed. */
export function shown(command: Command): string {
  return command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

/**
 * Runs a program to its end, and answers what it prints; what it says besides goes to the terminal.
 * @param env what it finds in its environment besides ours
 * @param missing what to do when the machine has no such program
 * @throws when it is missing, or fails
 */
export function run(command: Command, missing: string, { input = '', env = {} }: More = {}): Promise<string> {
  const [program, ...args] = command;
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.on('error', () => fail(new Error(`${program} was not found. ${missing}`)));
    child.on('close', (code) => {
      if (code === 0) done(printed.trim());
      else fail(new Error(`${shown(command)} ended with ${code}.\n${printed}`.trim()));
    });
    child.stdin.on('error', () => {}); // It may end without reading.
    child.stdin.end(input);
  });
}
