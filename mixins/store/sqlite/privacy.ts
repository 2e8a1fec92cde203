import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Log } from '../../log.ts';
import { privateFile, privateFolder } from '../../private-files.ts';

/** The bits of everyone but the owner. */
const others = 0o077;
/** A folder that everyone puts their files in, such as `/tmp`. */
const sticky = 0o1000;

/** What SQLite and the lock leave beside a database file. */
const besides = ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal', '.owner'];
/** What stands in a data folder: databases with what belongs to them, and the sample catalogues. */
const ours = /\.db(-wal|-shm|-journal|\.lock|\.lock-journal|\.owner)?$|^samples$/;

/**
 * Makes the folder of a database, and the database file, for their owner alone; SQLite gives `-wal` and `-shm` the mode
 * of the file. Files that are there already and can be read by others are closed to them, which the log says, and so is
 * the folder. What cannot be closed is a warning: whoever may do it is told what to do.
 */
export function keepPrivate(path: string, log: Log): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  const files = besides.map((suffix) => `${path}${suffix}`).filter((file) => isOpenToOthers(file));
  const closed = files.filter((file) => close(file, privateFile, log)).map((file) => basename(file));
  const isNew = statSync(path, { throwIfNoEntry: false }) === undefined;
  if (isOpenToOthers(folder) && isDataFolder(folder) && close(folder, privateFolder, log)) closed.push('the folder');
  if (closed.length > 0 && !isNew)
    log.warn(`${path}: others could read ${closed.join(', ')}; from now on only the owner can (modes 0600 and 0700)`);
  makeFile(path);
  makeFile(`${path}.lock`);
}

/** An empty file is an empty database. */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'ax', privateFile));
  } catch {
    // It is there, or cannot be made: whoever opens it says why.
  }
}

function isOpenToOthers(path: string): boolean {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & others) !== 0;
}

/** A folder that also holds other things, such as a home folder, is left as it is. */
function isDataFolder(folder: string): boolean {
  try {
    return (statSync(folder).mode & sticky) === 0 && readdirSync(folder).every((name) => ours.test(name));
  } catch {
    return false;
  }
}

function close(path: string, mode: number, log: Log): boolean {
  try {
    chmodSync(path, mode);
    return true;
  } catch (error) {
    const { code } = error as { readonly code?: string };
    const now = (statSync(path).mode & 0o777).toString(8);
    log.warn(
      `${path} can be read by others (mode ${now}), and this process may not change that (${code}). Its owner can: chmod ${mode.toString(8)} ${path}`,
    );
    return false;
  }
}
