import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findNats, natsImage } from './nats-command.ts';
import { freePort } from './port.ts';

/** A real NATS server with JetStream, on a free port of 127.0.0.1, its streams in a folder of its own. */
export interface Nats {
  readonly url: string;
  /** As when the machine fails: SIGKILL. */
  kill(): Promise<void>;
  /** Again, on the same port and folder. */
  start(): Promise<void>;
  /** For good: its folder goes too. */
  stop(): Promise<void>;
}

/** To be called in a `describe`: the first look for a server may have to install one. */
export function needsNats(): void {
  before(function () {
    this.timeout(300_000);
    findNats();
  });
}

export async function startNats(): Promise<Nats> {
  const port = await freePort();
  const command = findNats();
  const server = command.kind === 'binary' ? binaryServer(command.path, port) : dockerServer(port);
  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    server.end(ending, signal);
    await exited;
  };
  const abandon = () => {
    if (child) server.end(child, 'SIGKILL');
    server.remove();
  };
  const start = async () => {
    child = server.spawn();
    await serverIsReady(child);
  };
  process.once('exit', abandon);
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      process.removeListener('exit', abandon);
      server.remove();
    },
  };
}

interface ServerKind {
  spawn(): ChildProcess;
  end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): void;
  remove(): void;
}

function binaryServer(path: string, port: number): ServerKind {
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-nats-'));
  return {
    spawn: () => spawn(path, ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: quiet }),
    end: (child, signal) => child.kill(signal),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The container keeps the streams from one start to the next. */
function dockerServer(port: number): ServerKind {
  const name = `yeyak-nats-${port}`;
  const publish = `127.0.0.1:${port}:4222`;
  const docker = (...args: string[]) => spawnSync('docker', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  docker('create', '--name', name, '-p', publish, natsImage, '-js', '-sd', '/data');
  return {
    spawn: () => spawn('docker', ['start', '--attach', name], { stdio: quiet }),
    end: (_child, signal) => docker('kill', '--signal', signal, name),
    remove: () => docker('rm', '--force', '--volumes', name),
  };
}

/** The server writes its log to stderr. */
const quiet: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];

async function serverIsReady(child: ChildProcess): Promise<void> {
  if (!child.stderr) throw new Error('nats-server has no log');
  const log: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    log.push(line);
    if (line.includes('Server is ready')) break;
  }
  if (child.exitCode !== null) throw new Error(`nats-server ended:\n${log.join('\n')}`);
  child.stderr.resume();
}
