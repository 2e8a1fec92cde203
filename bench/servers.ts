import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

/** A process under test, started on a free port. */
export interface Server {
  readonly url: string;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
}

/** Starts a script and waits until it answers at the path `ready`, if it is given. */
export async function startServer(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready?: string,
): Promise<Server> {
  const child = spawn(process.execPath, ['--max-semi-space-size=64', script, ...args], {
    env: { ...process.env, HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${env.PORT}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`${script} ${args.join(' ')} ended with ${child.exitCode}`);
    return ready === undefined || ((await fetch(url + ready).catch(() => undefined))?.ok ?? false);
  });
  return server(child, url);
}

function server(child: ChildProcess, url: string): Server {
  return {
    url,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Polls every few milliseconds, for a minute at most. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited a minute in vain');
    await delay(5);
  }
}
