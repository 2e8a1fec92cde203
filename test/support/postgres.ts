import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.ts';
import { freePort } from './port.ts';
import { ensurePostgres, environment, type PostgresPrograms } from './postgres-programs.ts';
import { type Server, useServer } from './replicas.ts';
import { newDir, removeDir } from './tempdir.ts';

/** Inside a `describe`: a server for its tests. The first look for one may have to fetch it. */
export function usePostgres(): Omit<Server, 'stop'> {
  return useServer({ startServer: startPostgres });
}

/**
 * A real PostgreSQL server on a free port of 127.0.0.1, its data in a folder of its own, and with fsync.
 * @param lost called when it ends and nobody here has ended it
 */
export async function startPostgres(lost = () => {}): Promise<Server & { readonly pid: number | undefined }> {
  const programs = await ensurePostgres();
  const folder = newDir();
  const data = `${folder}/data`;
  if (isRoot) chownSync(folder, nobody, nobody);
  let child: ChildProcess | undefined;
  const abandon = () => {
    for (const pid of child ? [Number(child.pid), ...descendantsOf(child.pid)] : []) killNow(pid);
    removeDir(folder);
  };
  process.once('exit', abandon);
  const port = await freePort();
  child = spawnInitdb(programs, data);
  await succeeded(child);
  // Two processes of each service, with ten connections each, are more than it takes by default.
  const settings = [
    ...[`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`],
    ...['fsync=on', 'max_connections=800'],
  ];
  const [command, ...args] = unprivileged(`${programs.folder}/postgres`, '-D', data);
  const serve = () =>
    spawn(command, [...args, ...settings.flatMap((setting) => ['-c', setting])], {
      cwd: '/',
      env: environment(programs),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const start = async () => {
    let log: string[] = [];
    // After a SIGKILL the old server's children may live on for a moment, and hold its memory.
    const isReady = async () => {
      child = serve();
      log = await logUntilReady(child);
      return child.exitCode === null;
    };
    await eventually(isReady, 30_000).catch((error) => {
      throw new Error(`postgres does not start:\n${log.join('\n')}`, { cause: error });
    });
    const started = child;
    started?.once('exit', () => child === started && lost());
  };
  const end = async (signal: 'SIGKILL' | 'SIGINT') => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    const connections = signal === 'SIGKILL' ? descendantsOf(ending.pid) : [];
    ending.kill(signal);
    connections.forEach(killNow);
    await exited;
  };
  await start();
  return {
    url: `postgres://yeyak@127.0.0.1:${port}/postgres`,
    get pid() {
      return child?.pid;
    },
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGINT');
      process.removeListener('exit', abandon);
      removeDir(folder);
    },
  };
}

const isRoot = process.getuid?.() === 0;
/** The user of no files: PostgreSQL refuses to run as root. */
const nobody = 65_534;

/** A command as `nobody`, for root. */
function unprivileged(...command: [string, ...string[]]): [string, ...string[]] {
  return isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...command] : command;
}

function spawnInitdb(programs: PostgresPrograms, data: string): ChildProcess {
  const options = ['--username=yeyak', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const [command, ...args] = unprivileged(`${programs.folder}/initdb`, '-D', data, ...options);
  return spawn(command, args, { cwd: '/', env: environment(programs), stdio: ['ignore', 'ignore', 'pipe'] });
}

/** @throws with what it wrote to stderr when it fails */
async function succeeded(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb failed: ${said.trim()}`);
}

/** A server has a process for each connection, which outlives it for a moment; initdb a shell, and a server in that. */
function descendantsOf(pid: number | undefined): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return children.filter(Boolean).flatMap((child) => [Number(child), ...descendantsOf(Number(child))]);
  } catch {
    return [];
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Until it ends, where it does not become ready. The server writes its log to stderr. */
async function logUntilReady(child: ChildProcess): Promise<string[]> {
  if (!child.stderr) throw new Error('postgres has no log');
  const ended = once(child, 'exit');
  const log: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    log.push(line);
    if (line.includes('ready to accept connections')) {
      child.stderr.resume();
      return log;
    }
  }
  await ended;
  return log;
}
