import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { unpackDebian } from './debian.ts';

const execute = promisify(execFile);
const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
const unpacked = `${cache}/prometheus`;

/** Paths, or names to look up on the PATH. */
export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

/**
 * Finds Prometheus and promtool: the machine's own, else Debian's package, unpacked into a cache without being installed.
 * @throws an error that says what to do
 */
export async function ensurePrometheus(): Promise<PrometheusPrograms> {
  const found = await first();
  if (found) return found;
  const failure = await fetchDebian().catch((error: Error) => error);
  const fetched = await first();
  if (fetched) return fetched;
  throw new Error(
    `Prometheus was not found, and Debian’s package could not be fetched by apt: ${failure?.message ?? 'it does not run'}\n` +
      'Install it so that prometheus and promtool are on the PATH (Debian: apt-get install prometheus).',
  );
}

async function first(): Promise<PrometheusPrograms | undefined> {
  for (const folder of ['', `${unpacked}/usr/bin/`]) {
    const programs = { prometheus: `${folder}prometheus`, promtool: `${folder}promtool` };
    const versions = Object.values(programs).map((program) => execute(program, ['--version']));
    const run = await Promise.all(versions).catch(() => undefined);
    if (run) return programs;
  }
  return undefined;
}

/** Whole or not at all: the folder gets its name once it is complete. */
async function fetchDebian(): Promise<undefined> {
  console.log('Prometheus is missing: unpacking Debian’s package for the tests');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(`${cache}/fetch-`);
  try {
    await unpackDebian('prometheus', folder);
    await rename(folder, unpacked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
