import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureNatsServer } from './nats-server.ts';
import { freePort } from './port.ts';

/** A real NATS server with JetStream, on a free port of 127.0.0.1, its streams in a folder of its own. */
export interface Nats {
  readonly url: string;
  /** Where its streams are. */
  readonly folder: string;
  /** Of the server, while it runs. */
  readonly pid: number | undefined;
  /** As when the machine fails: SIGKILL. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay, but nothing is said any more, until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** Again, on the same port and folder. */
  start(): Promise<void>;
  /** Ends it, and its streams are gone: as when its disk is lost. */
  lose(): Promise<void>;
  /**
   * Ends it, and starts it again. What is answered takes the messages of a stream back to where they are now, but not its
   * consumers, and ends the server: as when a disk loses what it had not written.
   */
  rollback(stream: string): Promise<() => Promise<void>>;
  /** For good: its folder goes too. */
  stop(): Promise<void>;
}

let program: Promise<string> | undefined;

/** @param config settings of the server, in its own words @param lost called when it ends and nobody here has ended it */
export async function startNats(config = '', lost = () => {}): Promise<Nats> {
  program ??= ensureNatsServer();
  const path = await program;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'yeyak-nats-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const configFile = join(folder, 'nats.conf');
  writeFileSync(configFile, config);
  let child: ChildProcess | undefined;
  const abandon = () => {
    child?.kill('SIGKILL');
    removeFolder();
  };
  const start = async () => {
    const args = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder, '-c', configFile];
    const started = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child = started;
    await serverIsReady(started);
    started.once('exit', () => child === started && lost());
  };
  const end = (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    return endOf(ending, signal);
  };
  process.once('exit', abandon);
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    folder,
    get pid() {
      return child?.pid;
    },
    start,
    kill: () => end('SIGKILL'),
    // Not by the child's own `kill`: Deno's sends one signal only.
    freeze: () => process.kill(Number(child?.pid), 'SIGSTOP'),
    thaw: () => process.kill(Number(child?.pid), 'SIGCONT'),
    lose: async () => {
      await end('SIGKILL');
      rmSync(join(folder, 'jetstream'), { recursive: true });
    },
    rollback: async (stream) => {
      await end('SIGTERM');
      const messages = join(folder, 'jetstream', '$G', 'streams', stream, 'msgs');
      const kept = join(folder, `${stream}.kept`);
      cpSync(messages, kept, { recursive: true });
      await start();
      return async () => {
        await end('SIGTERM');
        rmSync(messages, { recursive: true });
        cpSync(kept, messages, { recursive: true });
      };
    },
    stop: async () => {
      await end('SIGTERM');
      process.removeListener('exit', abandon);
      removeFolder();
    },
  };
}

async function endOf(child: ChildProcess | undefined, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** The server writes its log to stderr. */
async function serverIsReady(child: ChildProcess): Promise<void> {
  if (!child.stderr) throw new Error('nats-server has no log');
  const log: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    log.push(line);
    if (line.includes('Server is ready')) {
      child.stderr.resume();
      return;
    }
  }
  throw new Error(`nats-server ended:\n${log.join('\n')}`);
}
