import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamp = `${root}web/dist/.source`;

/** What the pages are made of: their own source, what they share with the services, and the packages. */
const sources = ['web/**/*.{ts,tsx,css,html,svg}', 'services/library/**/*.ts', 'package-lock.json'];

/** Are the pages built from the source as it is? By what files hold, since a checkout gives them any time. */
export function isBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash();
}

export function markBuilt(): void {
  writeFileSync(stamp, sourceHash());
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const isSource = (path: string) => !path.startsWith('web/dist/') && !path.endsWith('.test.ts');
  for (const path of globSync(sources, { cwd: root }).filter(isSource).sort()) {
    hash.update(`${path}\0`).update(readFileSync(root + path));
  }
  return hash.digest('hex');
}
