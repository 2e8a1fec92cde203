import type { Reached, System } from '../mixins/system.ts';

export interface Started {
  readonly url: string;
  readonly dataDir: string;
  /** Since the process began. */
  readonly seconds: number;
  readonly systems: readonly System[];
  /** What the services have to say, a line each. */
  readonly notices: readonly string[];
}

/** What a newcomer reads after the start: where it is, and what to try in each system, a line for each. */
export function welcome({ url, dataDir, seconds, systems, notices }: Started): string {
  const lines = systems.flatMap(({ title, firstSteps }) =>
    firstSteps ? [[title.en, `${url}${firstSteps.page ?? '/docs'}`, firstSteps.first] as const] : [],
  );
  return `
Yeyak runs at ${url}, ready after ${seconds.toFixed(1)} s. What it knows is in ${dataDir}. Ctrl-C stops it.

${table(lines)}

The API: ${url}/docs. Commands to try with curl: npm start -- --help
${notices.map((notice) => `${notice}\n`).join('')}`;
}

/** The commands that `--help` shows: what to try in each system with curl. */
export function commandsToTry(systems: readonly System[], at: Reached): string {
  const parts = systems.flatMap(({ title, firstSteps }) =>
    firstSteps ? [[title.en, firstSteps.steps(at)] as const] : [],
  );
  return parts.map(([title, steps]) => `${title}\n${table(steps)}`).join('\n');
}

/** Rows with their columns below one another. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
