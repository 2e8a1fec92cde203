import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Envelope, matches } from '../kernel/event.ts';
import { contextOf, decode } from '../outbox/message.ts';
import { isDay, type Part, partNamed } from './place.ts';

/** Reads an archive, also while another process writes it. */

/** A file of an archive. */
export interface ArchiveFile extends Part {
  readonly day: string;
  readonly path: string;
  readonly bytes: number;
}

/** A line of an archive; `event` is missing where it is no event. */
export interface Line {
  readonly file: ArchiveFile;
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly event?: Envelope;
  /** No event at the end of a file, which is being written, or was when its process was killed: it was never acknowledged. */
  readonly isUnfinished: boolean;
}

/** The files of an archive, by day, context and part. A folder that is not there has none. */
export async function filesOf(folder: string, wanted: { day?: string; context?: string } = {}): Promise<ArchiveFile[]> {
  const days = (await namesIn(folder)).filter((name) => isDay(name) && (wanted.day ?? name) === name);
  const found = await Promise.all(days.map((day) => filesOfDay(folder, day)));
  return found.flat().filter(({ context }) => (wanted.context ?? context) === context);
}

async function filesOfDay(folder: string, day: string): Promise<ArchiveFile[]> {
  const found = (await namesIn(join(folder, day))).flatMap((name) => {
    const part = partNamed(name);
    return part ? [{ ...part, day, path: join(folder, day, name) }] : [];
  });
  const files = await Promise.all(found.map(async (file) => ({ ...file, bytes: await sizeOf(file.path) })));
  return files.toSorted((one, other) => one.context.localeCompare(other.context) || one.number - other.number);
}

/** Somebody may move a file away meanwhile. */
async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  return size;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return names.toSorted();
}

/** The lines of a file, oldest first. */
export async function* linesOf(file: ArchiveFile): AsyncGenerator<Line> {
  let last: Omit<Line, 'isUnfinished'> | undefined;
  for await (const text of splitAtLineFeeds(createReadStream(file.path, 'utf8'))) {
    if (last) yield { ...last, isUnfinished: false };
    const event = eventIn(text);
    last = { file, number: (last?.number ?? 0) + 1, text, ...(event && { event }) };
  }
  if (last) yield { ...last, isUnfinished: !last.event };
}

/** At line feeds alone: JSON may hold the other marks of line ends (U+2028, U+2029), at which node:readline splits too. */
async function* splitAtLineFeeds(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of chunks) {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') yield begun;
}

function eventIn(text: string): Envelope | undefined {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}

/** Events that are handed on at once. */
const together = 256;

/**
 * Hands on the archived events of a pattern, by day; those of an aggregate in any order, where days differ.
 * @returns how many, and how many lines are no event
 * @throws what `handle` throws
 */
export async function feed(
  folder: string,
  pattern: string,
  handle: (event: Envelope) => Promise<void>,
): Promise<{ readonly events: number; readonly unreadable: number }> {
  let events = 0;
  let unreadable = 0;
  let underWay: Promise<void>[] = [];
  for (const file of await filesOf(folder, { context: contextOf(pattern) }))
    for await (const { event, isUnfinished } of linesOf(file)) {
      if (!event && !isUnfinished) unreadable += 1;
      if (!event || !matches(pattern, event.type)) continue;
      events += 1;
      const handled = handle(event);
      // Whatever it throws is thrown below.
      handled.catch(() => {});
      underWay.push(handled);
      if (underWay.length < together) continue;
      await Promise.all(underWay);
      underWay = [];
    }
  await Promise.all(underWay);
  return { events, unreadable };
}
