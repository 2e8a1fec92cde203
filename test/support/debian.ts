import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const withinMs = 300_000;

/**
 * Unpacks a Debian package into a folder without installing it, with those of its dependencies that are not
 * installed: apt keeps its lists in the folder, so no root is needed, and nothing of the machine changes.
 */
export async function unpackDebian(name: string, folder: string): Promise<void> {
  for (const part of ['state/lists/partial', 'cache/archives/partial'])
    await mkdir(`${folder}/${part}`, { recursive: true });
  const own = ['-qq', '-o', `Dir::State=${folder}/state`, '-o', `Dir::Cache=${folder}/cache`];
  const shared = ['-o', 'Dir::State::status=/var/lib/dpkg/status', '-o', 'APT::Sandbox::User=root'];
  const apt = (...args: string[]) =>
    execute('apt-get', [...own, ...shared, '-o', 'Debug::NoLocking=1', ...args], { timeout: withinMs });
  // A source that does not answer fails the update, although the others may have the package.
  await apt('update').catch(() => undefined);
  await apt('install', '--yes', '--download-only', '--no-install-recommends', name);
  const unpack = 'for package in cache/archives/*.deb; do dpkg-deb --extract "$package" . || exit; done';
  await execute('sh', ['-c', unpack], { cwd: folder, timeout: withinMs });
}
