import type { Crowd } from '../../../mixins/proof.ts';
import { pause } from '../../../mixins/waiting/waiting.ts';
import { Member } from './member.ts';

const titles = ['title-1', 'title-2', 'title-3', 'title-4', 'title-5', 'title-6'];
/** Copies of each: too few for the members there are. */
const copies = 3;
/** Members who come back, each with one command at a time. */
const regulars = 16;
/** Those of them who check out as soon as they have reserved. */
const hasty = 6;
/** Milliseconds from one visitor to the next. */
const visitEvery = 200;

/** @throws when the titles are not taken */
export async function catalogue(url: string): Promise<void> {
  const body = JSON.stringify({ titles: titles.map((id) => ({ id, title: `Title ${id}`, authors: 'Anon', copies })) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/books`, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(`The catalogue was not taken: ${response.status} ${await response.text()}`);
}

/**
 * Everyone who uses the library at once. Regulars wait for their answers, so that those who hang ask for nothing;
 * visitors come one after another whatever became of those before, and show whether reservations are taken.
 */
export async function useLibrary(crowd: Crowd): Promise<void> {
  const { signal } = crowd;
  const member = (memberId: string, isHasty = false) => new Member({ ...crowd, titles, memberId, hasty: isHasty });
  const all = Array.from({ length: regulars }, (_, index) => member(`member-${index + 1}`, index < hasty).run());
  for (let visitor = 1; !signal.aborted; visitor += 1) {
    all.push(member(`visitor-${visitor}`).visit());
    await pause(visitEvery, signal);
  }
  await Promise.all(all);
}
