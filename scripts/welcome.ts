import type { FirstSteps, Reached } from '../mixins/system.ts';

export interface Started {
  readonly url: string;
  readonly dataDir: string;
  /** Since the process began. */
  readonly seconds: number;
  /** What there is to try, in order. */
  readonly steps: Awaited<ReturnType<FirstSteps['steps']>>;
  /** What the steps leave open, a sentence each. */
  readonly hints: readonly string[];
  /** What the services have to say, a line each. */
  readonly notices: readonly string[];
}

/** @param closed are callers asked for a token? */
export function reachedAt(url: string, closed: boolean): Reached {
  const token = closed ? '-H "Authorization: Bearer $TOKEN" ' : '';
  return { url, token, json: `${token}-H 'Content-Type: application/json' -d` };
}

/** Columns that the name of a step has. */
const width = 17;

/** What a newcomer reads after the start: where it is, and what to type next. */
export function welcome({ url, dataDir, seconds, steps, hints, notices }: Started): string {
  const lines = [...steps, ['The API', `${url}/docs`] as const].map(([what, command]) =>
    what.length < width ? `  ${what.padEnd(width)}${command}` : `  ${what}\n  ${' '.repeat(width)}${command}`,
  );
  return `
Yeyak runs at ${url}, ready after ${seconds.toFixed(1)} s. What it knows is in ${dataDir}. Ctrl-C stops it.

Open it in a browser, or try, in another terminal:

${lines.join('\n')}

${hints.join(' ')}
${notices.map((notice) => `${notice}\n`).join('')}`;
}
