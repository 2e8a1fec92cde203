import type { Import, Source, Sources } from './source.ts';

/** A rule about the source, and a planted violation that shows it to bite. */
export interface Rule {
  readonly name: string;
  /** One line for each, beginning with the file's path. */
  violations(sources: Sources): string[];
  readonly planted: {
    readonly files: Readonly<Record<string, string>>;
    readonly violations: readonly string[];
  };
}

/** Tests, proofs, benchmarks, and what runs them: code that no user runs. */
export function isProof(path: string): boolean {
  return (
    isSystemProof(path) || /^(test|bench)\/|^scripts\/(test|chaos|outage|demo|dev)(\.ts$|\/)|\.test\.ts$/.test(path)
  );
}

/** What a system is proved by under chaos, which looks at all of it. */
export function isSystemProof(path: string): boolean {
  return /\.proof\.ts$|^services\/\w+\/proof\//.test(path);
}

export const isContract = (path: string): boolean => path.endsWith('.contract.ts');

export const inKernel = (path: string): boolean => path.startsWith('mixins/kernel/');

/** Every import that the predicate forbids. */
export function forbidImports(sources: Sources, forbidden: (from: Source, to: Import) => boolean): string[] {
  return [...sources.values()].flatMap((source) =>
    source.imports
      .filter((imported) => forbidden(source, imported))
      .map(({ target, line }) => `${source.path}:${line} imports ${target}`),
  );
}

/** Every use that the pattern forbids, in these files. */
export function forbidUses(sources: readonly Source[], forbidden: RegExp): string[] {
  return sources.flatMap(({ path, uses }) =>
    uses.filter(({ what }) => forbidden.test(what)).map(({ what, line }) => `${path}:${line} uses ${what}`),
  );
}
