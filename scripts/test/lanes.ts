import { neededServers } from './needs.ts';

/** The test files by where they run. On Node each file is in exactly one of the first three. */
export interface Parts {
  /** What `npm run test:fast` runs. */
  readonly serverless: readonly string[];
  readonly withServers: readonly string[];
  /** They start whole systems, whose processes would slow one another down. */
  readonly ofSystems: readonly string[];
  /** Run on Deno too. What goes through HTTP, or reads the source, says nothing about the runtime of the test. */
  readonly portable: readonly string[];
}

export function partsOf(files: readonly string[]): Parts {
  const startsSystems = (file: string) => /^test\/(e2e|chaos)\//.test(file);
  const others = files.filter((file) => !startsSystems(file));
  const needsNone = new Set(others.filter((file) => neededServers([file]).length === 0));
  return {
    serverless: others.filter((file) => needsNone.has(file)),
    withServers: others.filter((file) => !needsNone.has(file)),
    ofSystems: files.filter(startsSystems),
    portable: others.filter((file) => !file.startsWith('test/architecture/')),
  };
}
