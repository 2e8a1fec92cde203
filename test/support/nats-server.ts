import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { unpackDebian } from './debian.ts';

const execute = promisify(execFile);
const run = (command: string, args: string[]) => execute(command, args, { timeout: 180_000 });

/** Puts a nats-server into the empty folder and answers where in it. */
export type Source = (folder: string) => Promise<string>;

/** Copies the program out of the official image, where a Docker engine runs. */
async function fromDocker(folder: string): Promise<string> {
  if (process.platform !== 'linux') throw new Error('the image holds a program for Linux only');
  const created = await run('docker', ['create', '--quiet', 'nats:2.12']);
  const container = created.stdout.trim();
  try {
    await run('docker', ['cp', `${container}:/nats-server`, `${folder}/nats-server`]);
  } finally {
    await run('docker', ['rm', container]);
  }
  return `${folder}/nats-server`;
}

async function fromDebian(folder: string): Promise<string> {
  await unpackDebian('nats-server', folder);
  return `${folder}/usr/sbin/nats-server`;
}

export interface Places {
  /** Paths, or names to look up on the PATH. */
  readonly installed: readonly string[];
  /** Tried in this order when none of them runs. */
  readonly sources: Readonly<Record<string, Source>>;
  /** The folder that keeps what was fetched. */
  readonly cache: string;
}

const everywhere: Places = {
  installed: ['nats-server', '/usr/sbin/nats-server', '/usr/local/bin/nats-server'],
  sources: { Docker: fromDocker, apt: fromDebian },
  cache: resolve(import.meta.dirname, '../../node_modules/.cache/nats-server'),
};

/**
 * A nats-server that runs: the machine's own, else one fetched into `node_modules/.cache`.
 * Answers a path or a command name, fit for `spawn`. Throws, saying what was tried and what to do.
 */
export async function ensureNatsServer(places = everywhere): Promise<string> {
  const fetched = `${places.cache}/nats-server`;
  for (const program of [...places.installed, fetched]) {
    if (await runs(program)) return program;
  }
  const failures: string[] = [];
  for (const [name, source] of Object.entries(places.sources)) {
    try {
      await fetchInto(places.cache, fetched, source);
      return fetched;
    } catch (error) {
      failures.push(`  ${name}: ${reason(error)}`);
    }
  }
  throw new Error(
    `nats-server was not found, and could not be fetched.\n${failures.join('\n')}\n` +
      'Install it so that it is on the PATH: `apt-get install nats-server` as root, or a release of nats-io/nats-server.',
  );
}

/** Whole or not at all: the program gets its name only once it has run. */
async function fetchInto(cache: string, target: string, source: Source): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(`${cache}/fetch-`);
  try {
    const program = `${folder}/checked`;
    await copyFile(await source(folder), program);
    if (!(await runs(program))) throw new Error('what was fetched does not run on this machine');
    await rename(program, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runs(program: string): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  );
}

function reason(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').at(-1) ?? message;
}
