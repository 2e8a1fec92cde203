import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('../..', import.meta.url));
/** In the folder of built pages: what they were built from. */
export const stamp = '.source';

/** What no import leads to: files that are copied, how the pages are built, new pages, and the versions of the packages. */
const besides = ['web/public/**/*', 'web/*.{ts,html}', 'web/*/page.tsx', 'package-lock.json'];

/** What the pages were built from, as it was then. */
interface Stamp {
  /** Files that were built in, by their paths here: whatever is imported, wherever it lies. */
  readonly files: readonly string[];
  readonly hash: string;
}

/** Are the pages in this folder built from the source as it is? By what files hold, since a checkout gives them any time. */
export function isBuilt(folder: string, root = here): boolean {
  const built = readStamp(folder);
  return built !== undefined && built.hash === hashOf(root, built.files);
}

/** `modules`: absolute paths of the modules that were built in; those of packages are told by their versions. */
export function markBuilt(folder: string, modules: Iterable<string>, root = here): void {
  const paths = Array.from(modules, (path) => path.replaceAll('\\', '/').replace(/\?.*/, ''));
  const own = paths.filter((path) => path.startsWith('/') && !path.includes('/node_modules/'));
  const files = [...new Set(own.map((path) => (path.startsWith(root) ? path.slice(root.length) : path)))].sort();
  writeFileSync(join(folder, stamp), JSON.stringify({ files, hash: hashOf(root, files) } satisfies Stamp));
}

function readStamp(folder: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, stamp), 'utf8')) as Stamp;
  } catch {
    return undefined;
  }
}

function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  const others = globSync(besides, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.length));
  for (const path of [...new Set([...files, ...others])].sort()) {
    const place = resolve(root, path);
    hash.update(`${path}\0`).update(existsSync(place) ? readFileSync(place) : 'gone');
  }
  return hash.digest('hex');
}
