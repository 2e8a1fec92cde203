import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { unpackDebian } from './debian.ts';

const execute = promisify(execFile);

/** PostgreSQL's programs: the folder they are in, and that of libraries which came with them. */
export interface PostgresPrograms {
  readonly folder: string;
  readonly libraries?: string;
}

const isRoot = process.getuid?.() === 0;

/** The server does not run as root, and its programs must lie where others can read them. */
const cache = isRoot ? '/var/cache/yeyak' : resolve(import.meta.dirname, '../../node_modules/.cache');
const unpacked = `${cache}/postgresql`;

/**
 * Finds PostgreSQL: the machine's own, else Debian's package, unpacked into a cache without being installed.
 * @throws an error that says what was tried and what to do
 */
export async function ensurePostgres(): Promise<PostgresPrograms> {
  const found = await first([...installed(), ...fetched()]);
  if (found) return found;
  const fetching = await fetchDebian().catch((error: Error) => error);
  const programs = await first(fetched());
  if (programs) return programs;
  throw new Error(
    'PostgreSQL was not found, and Debian’s package could not be fetched by apt: ' +
      `${fetching?.message.trim() ?? 'what was fetched does not run'}\n` +
      'Install it (Debian: apt-get install postgresql): its programs are looked for in /usr/lib/postgresql and on the PATH.',
  );
}

function installed(): PostgresPrograms[] {
  const path = (process.env.PATH ?? '').split(delimiter);
  return [...newestFirst('/usr/lib/postgresql/*/bin'), ...path].map((folder) => ({ folder }));
}

function fetched(): PostgresPrograms[] {
  const [libraries] = globSync(`${unpacked}/usr/lib/*-linux-gnu*`);
  return newestFirst(`${unpacked}/usr/lib/postgresql/*/bin`).map((folder) => ({
    folder,
    ...(libraries && { libraries }),
  }));
}

function newestFirst(pattern: string): string[] {
  const version = (path: string) => Number(/postgresql\/(\d+)/.exec(path)?.[1]);
  return globSync(pattern).sort((one, other) => version(other) - version(one));
}

/** Whole or not at all: the folder gets its name once it is complete. */
async function fetchDebian(): Promise<undefined> {
  console.log('PostgreSQL is missing: unpacking Debian’s package for the tests');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(`${cache}/fetch-`);
  try {
    await unpackDebian('postgresql', folder);
    await rename(folder, unpacked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function first(candidates: readonly PostgresPrograms[]): Promise<PostgresPrograms | undefined> {
  for (const programs of candidates) {
    const run = (name: string) => execute(`${programs.folder}/${name}`, ['--version'], { env: environment(programs) });
    if (await Promise.all([run('postgres'), run('initdb')]).catch(() => undefined)) return programs;
  }
  return undefined;
}

export function environment({ libraries }: PostgresPrograms): NodeJS.ProcessEnv {
  return libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
}
