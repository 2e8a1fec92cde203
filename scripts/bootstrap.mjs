/**
 * Makes `npm start` and its sisters work straight after `git clone`: installs what package-lock.json says when it is
 * missing or out of date, Node 24 and Deno among it. Runs on the machine's own Node (20 or newer) and imports nothing
 * that would have to be installed first. The commands run `node_modules/.bin/node` afterwards.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Written by npm when an install is complete. */
const installedLockfile = `${root}/node_modules/.package-lock.json`;

/** Why npm failed, by the code it prints, and what its user can do. */
const advice = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|network/,
    'The package registry was not reached. Check the network, and `npm config get proxy`.',
  ],
  [/CERT|SSL|TLS/, 'The connection to the package registry was not trusted. Set NODE_EXTRA_CA_CERTS to your own CA.'],
  [
    /EACCES|EPERM|EROFS/,
    `A folder cannot be written: this one (${root}) or npm's cache (npm config get cache). Check who owns them.`,
  ],
  [/ENOSPC/, 'The disk is full: the dependencies take about 700 MB.'],
  [/EUSAGE|in sync/, 'package.json was changed without its lockfile. Run `npm install`, and commit both.'],
];

/** Is every package of the lockfile installed as it says, but for those of other platforms? */
function upToDate() {
  const wanted = packagesOf(`${root}/package-lock.json`);
  const present = packagesOf(installedLockfile);
  return Object.entries(wanted).every(([path, pkg]) => {
    const found = present[path];
    return path === '' || (found ? found.integrity === pkg.integrity : pkg.optional === true);
  });
}

function packagesOf(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

/** `npm ci` by the npm and the Node that run this command, whatever node_modules holds. */
function install() {
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const args = ['ci', '--loglevel=error', '--fetch-retry-maxtimeout=10000'];
  const [command, ...words] = npm ? [node, npm, ...args] : ['npm', ...args];
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
      process.stderr.write(chunk);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : errors || `npm ended with ${code}`));
  });
}

/**
 * Puts the runtimes where the commands look for them. npm before 11 makes no link for a program named `node`; that of
 * Deno is a script that would stand between Deno and the signals sent to it.
 */
function linkRuntimes() {
  const bin = `${root}/node_modules/.bin`;
  if (!existsSync(`${bin}/node`)) {
    rmSync(`${bin}/node`, { force: true });
    symlinkSync(node24(bin), `${bin}/node`);
  }
  if (realpathSync(`${bin}/deno`).endsWith('bin.cjs')) {
    execFileSync(process.execPath, [`${root}/node_modules/deno/install.cjs`], { stdio: 'inherit' });
  }
}

/** Systems in other folders, whose `node_modules` is this one, import the project as `yeyak/…`. */
function linkProject() {
  const link = `${root}/node_modules/yeyak`;
  if (!existsSync(link)) symlinkSync('..', link, 'dir');
}

/** The program of the package for this platform, as seen from `bin`; where there is none, the machine's own if it will do. */
function node24(bin) {
  const packaged = `../node-${process.platform}-${process.arch}/bin/node`;
  if (existsSync(`${bin}/${packaged}`)) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  return fail(`No package holds Node 24 for ${process.platform}-${process.arch}: install Node 24 or newer yourself.`);
}

function fail(reason) {
  console.error(`\n${reason}`);
  process.exit(1);
}

if (!upToDate()) {
  const first = !existsSync(installedLockfile);
  console.log(`Installing dependencies with npm ci (${first ? 'up to a minute' : 'package-lock.json has changed'}) …`);
  const started = performance.now();
  const errors = await install();
  if (errors) {
    const known = advice.find(([pattern]) => pattern.test(errors));
    fail(`The dependencies were not installed. ${known?.[1] ?? "npm's own words above tell why."} Then try again.`);
  }
  console.log(`Installed in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
linkRuntimes();
linkProject();
