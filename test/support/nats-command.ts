import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a server is run: the arguments are those of `nats-server`, with its folder and port left to the caller. */
export type NatsCommand = { readonly kind: 'binary'; readonly path: string } | { readonly kind: 'docker' };

export const natsImage = 'nats:2.11-alpine';

/** Debian's nats-server lies in a folder that only root has in its PATH. */
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin'];

let found: NatsCommand | undefined;

/**
 * Finds a NATS server: installed, else Docker, else it is installed with apt where that is allowed.
 * @throws an error that says what to install
 */
export function findNats(): NatsCommand {
  found ??= search();
  return found;
}

function search(): NatsCommand {
  const path = installed();
  if (path) return { kind: 'binary', path };
  if (succeeds('docker', ['info'])) {
    execFileSync('docker', ['pull', '--quiet', natsImage], { stdio: 'inherit' });
    return { kind: 'docker' };
  }
  if (process.getuid?.() === 0 && succeeds('apt-get', ['--version'])) {
    console.log('nats-server is missing: apt-get install nats-server');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'nats-server'], { stdio: 'inherit' });
    const fresh = installed();
    if (fresh) return { kind: 'binary', path: fresh };
  }
  throw new Error(
    'The tests need a NATS server with JetStream. Install it (Debian: sudo apt install nats-server; others: ' +
      'https://github.com/nats-io/nats-server/releases, then put it on the PATH), or start Docker.',
  );
}

function installed(): string | undefined {
  return folders.map((folder) => join(folder, 'nats-server')).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function succeeds(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
