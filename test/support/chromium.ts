import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { unpackDebian } from './debian.ts';

const execute = promisify(execFile);

/** A Chromium, and where libraries lie that came with it. */
export interface Chromium {
  readonly program: string;
  readonly libraries?: string;
}

const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
const unpacked = `${cache}/chromium`;
const names = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Finds a Chromium: the machine's own, else Debian's package, unpacked into a cache without being installed.
 * @throws an error that says what was tried and what to do
 */
export async function ensureChromium(): Promise<Chromium> {
  const found = await first([...installed(), ...fetched()]);
  if (found) return found;
  const fetching = await fetchDebian().catch((error: Error) => error);
  const program = await first(fetched());
  if (program) return program;
  throw new Error(
    'Chromium was not found, and Debian’s package could not be fetched by apt: ' +
      `${fetching?.message.trim() ?? 'what was fetched does not run'}\n` +
      'Install it so that it is on the PATH (Debian: apt-get install chromium).',
  );
}

function installed(): Chromium[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => ({ program: `${folder}/${name}` })));
}

/** The program itself: the script that Debian starts it with looks for its parts where they would be installed. */
function fetched(): Chromium[] {
  const places = [`${unpacked}/usr/lib/*-linux-gnu*`, `${unpacked}/usr/lib/*-linux-gnu*/*/`];
  const libraries = globSync(places).join(':');
  return [{ program: `${unpacked}/usr/lib/chromium/chromium`, libraries }];
}

/** Whole or not at all: the folder gets its name once it is complete. */
async function fetchDebian(): Promise<undefined> {
  console.log('Chromium is missing: unpacking Debian’s package for the tests');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(`${cache}/fetch-`);
  try {
    await unpackDebian('chromium', folder);
    for (const used of ['cache', 'state']) await rm(`${folder}/${used}`, { recursive: true });
    await rename(folder, unpacked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function first(candidates: readonly Chromium[]): Promise<Chromium | undefined> {
  for (const chromium of candidates) {
    const env = environment(chromium);
    if (await execute(chromium.program, ['--version', '--no-sandbox'], { env }).catch(() => undefined)) return chromium;
  }
  return undefined;
}

export function environment({ libraries }: Chromium): NodeJS.ProcessEnv {
  return libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
}
