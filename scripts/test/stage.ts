import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Report } from './reporter.ts';

/** One of the things that `npm test` does. Each says what it runs; a failing one does not keep the next from running. */
export interface Stage {
  readonly name: string;
  /** What it runs, for people. */
  readonly shown: string;
  /**
   * Rejects when the stage could not be carried out, which counts as one failure. `print` takes what its commands write;
   * their output is the terminal itself where `print` is `console.log`.
   */
  run(print: Print): Promise<Report>;
}

export type Print = (text: string) => void;

/** Node keeps there what it has compiled, for the many processes that the tests start. */
const env = { ...process.env, NODE_COMPILE_CACHE: resolve('node_modules/.cache/node') };

/** A tool that passes or fails as a whole. */
export function check(name: string, tool: string, ...args: string[]): Stage {
  return {
    name,
    shown: [tool.split('/').at(-1), ...args].join(' '),
    run: async (print) => {
      const code = await execute(process.execPath, [tool, ...args], print);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [name], skipped: [] };
    },
  };
}

/** A run of mocha over the files, counted test by test. `runtime` is the command that runs a script. */
export function tests(name: string, runtime: readonly string[], files: readonly string[], flags: string[]): Stage {
  return {
    name,
    shown: `mocha on ${files.length} files`,
    run: async (print) => {
      const folder = mkdtempSync(join(tmpdir(), 'yeyak-test-'));
      const output = join(folder, 'report.json');
      const [command = '', ...before] = runtime;
      const reporter = ['--reporter', 'scripts/test/reporter.ts', '--reporter-option', `output=${output}`];
      try {
        const mocha = [...before, 'node_modules/mocha/bin/mocha.js', ...reporter, ...flags, ...files];
        const code = await execute(command, mocha, print);
        return existsSync(output) ? complete(readReport(output), code) : crash(`mocha ended with ${code}, unreported`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** Runs mocha over the files, and again when a module that they load has changed, until it is told to end. */
export function watch(files: readonly string[], flags: readonly string[]): Promise<number> {
  return execute(process.execPath, ['--watch', 'node_modules/mocha/bin/mocha.js', ...flags, ...files], console.log);
}

function readReport(path: string): Report {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Mocha can fail without a failed test: it ran none, or the process did not end. */
function complete(report: Report, code: number): Report {
  return code === 0 || report.failed.length > 0 ? report : { ...report, ...crash(`mocha ended with ${code}`) };
}

function crash(reason: string): Report {
  return { passed: 0, failed: [reason], skipped: [] };
}

/**
 * Runs a command to its end and answers its exit code. When this process is told to end, the command is told first, with
 * all that it has started: they are a group.
 */
function execute(command: string, args: readonly string[], print: Print): Promise<number> {
  return new Promise((resolve, reject) => {
    const output = print === console.log ? 'inherit' : 'pipe';
    const child = spawn(command, args, { stdio: ['ignore', output, output], env, detached: true });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print);
    const end = (signal: NodeJS.Signals) => {
      child.once('close', () => process.exit(130));
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    };
    process.on('SIGINT', end).on('SIGTERM', end);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}
