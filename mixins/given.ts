import type { Given } from './system.ts';

/** A body of programs whose ids are numbers: ours are texts, and so is all else that they send. */
export function asTexts(body: Given): Given {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );
}
