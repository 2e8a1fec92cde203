import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The servers that tests start, by the module of test support that starts each. */
export const serverModules = {
  'nats-server': 'test/support/nats-server.ts',
  PostgreSQL: 'test/support/postgres-programs.ts',
  MongoDB: 'test/support/mongo-source.ts',
  Chromium: 'test/support/chromium.ts',
  Prometheus: 'test/support/prometheus-programs.ts',
} as const;

export type Server = keyof typeof serverModules;

/** The servers that these test files need, found by following their imports. */
export function neededServers(files: readonly string[]): Server[] {
  const reached = new Set<string>();
  for (const file of files) follow(normalize(file), reached);
  return (Object.keys(serverModules) as Server[]).filter((server) => reached.has(serverModules[server]));
}

function follow(file: string, reached: Set<string>): void {
  if (reached.has(file)) return;
  reached.add(file);
  for (const imported of importsOf(file)) follow(imported, reached);
}

const imports = new Map<string, readonly string[]>();

/** The project's own modules that a module loads; `import type` loads none. */
function importsOf(file: string): readonly string[] {
  const known = imports.get(file);
  if (known) return known;
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const statements = source.replace(/^import type .*?;$/gms, '').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  const found = [...statements].map(([, path = '']) => normalize(join(dirname(file), path)));
  imports.set(file, found);
  return found;
}
