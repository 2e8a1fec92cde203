import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the pages are built, and what is built in besides our own. */
export interface PagesPlace {
  readonly folder: string;
  /** Paths of `web/page.tsx` of systems from outside. */
  readonly outside: readonly string[];
}

/** The pages with the systems from outside that this process is told of. */
export function pagesHere(): PagesPlace {
  return pagesWith(process.env.SYSTEMS);
}

/**
 * The pages with these systems from outside: a system has its pages in `web/page.tsx` beside its `system.ts`. They are
 * built apart from our own, which other processes may serve at the same time.
 * @param systems paths of their `system.ts`, with commas between them
 */
export function pagesWith(systems = ''): PagesPlace {
  const paths = systems.split(',').map((path) => path.trim());
  const outside = paths
    .filter((path) => path !== '')
    .map((path) => join(dirname(resolve(path)), 'web/page.tsx'))
    .filter((path) => existsSync(path));
  if (outside.length === 0) return { folder: join(root, 'web/dist'), outside };
  const name = createHash('sha256').update(outside.join('\n')).digest('hex').slice(0, 16);
  return { folder: join(root, 'node_modules/.cache/pages', name), outside };
}
