import { setTimeout as sleep } from 'node:timers/promises';
import { randomly } from '../support/random.ts';
import { Client, type ClientOptions } from './client.ts';
import type { Journal } from './journal.ts';

export interface CrowdOptions extends Pick<ClientOptions, 'url' | 'titles'> {
  readonly journal: Journal;
  readonly seed: number;
}

/** Members who come back, each with one command at a time. */
const regulars = 16;
/** Those of them who check out as soon as they have reserved. */
const hasty = 6;
/** Milliseconds from one visitor to the next. */
const visitEvery = 200;

/**
 * Everyone who uses the library at once. Regulars wait for their answers, so that those who hang ask for nothing;
 * visitors come one after another whatever became of those before, and show whether reservations are taken.
 */
export async function useLibrary({ seed, ...options }: CrowdOptions, signal: AbortSignal): Promise<void> {
  const random = randomly(seed);
  const client = (memberId: string, hasty = false) => new Client({ ...options, memberId, random, hasty });
  const all = Array.from({ length: regulars }, (_, index) => client(`member-${index + 1}`, index < hasty).run(signal));
  for (let visitor = 1; !signal.aborted; visitor += 1) {
    all.push(client(`visitor-${visitor}`).visit(signal));
    await sleep(visitEvery, undefined, { signal }).catch(() => {});
  }
  await Promise.all(all);
}
