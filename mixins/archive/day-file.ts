import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Envelope } from '../kernel/event.ts';
import { encode } from '../outbox/message.ts';
import { privateFile, privateFolder } from '../private-files.ts';
import { keyOf, nameOf } from './place.ts';
import { filesOf, linesOf } from './reading.ts';

/** What is written of one context on one day. */
export class DayFile {
  private readonly folder: string;
  private readonly context: string;
  private readonly partBytes: number;
  /** The events that are in it. */
  private readonly known: Set<string>;
  private number: number;
  private bytes: number;

  /** Use `open`. */
  private constructor(folder: string, context: string, partBytes: number, found: Found) {
    this.folder = folder;
    this.context = context;
    this.partBytes = partBytes;
    ({ known: this.known, number: this.number, bytes: this.bytes } = found);
  }

  /** Learns what is there. A last line that was not finished when the process was killed is cut off: its event comes again. */
  static async open(archive: string, day: string, context: string, partBytes: number): Promise<DayFile> {
    const known = new Set<string>();
    const files = await filesOf(archive, { day, context });
    const last = files.at(-1);
    const bytes = last ? await cutOff(last.path) : 0;
    for (const file of files) for await (const { event } of linesOf(file)) if (event) known.add(keyOf(event));
    return new DayFile(join(archive, day), context, partBytes, { known, number: last?.number ?? 1, bytes });
  }

  /**
   * Writes the events that are not there yet, and resolves when they are durable.
   * @returns bytes that it wrote
   */
  async write(events: readonly Envelope[]): Promise<number> {
    const missing = new Map(events.map((event) => [keyOf(event), event]));
    for (const key of missing.keys()) if (this.known.has(key)) missing.delete(key);
    if (missing.size === 0) return 0;
    if (this.bytes >= this.partBytes) [this.number, this.bytes] = [this.number + 1, 0];
    const lines = Buffer.from(Array.from(missing.values(), (event) => `${encode(event)}\n`).join(''));
    await this.append(lines);
    this.bytes += lines.length;
    for (const key of missing.keys()) this.known.add(key);
    return lines.length;
  }

  private async append(lines: Buffer): Promise<void> {
    const isNew = this.bytes === 0;
    if (isNew) await mkdir(this.folder, { recursive: true, mode: privateFolder });
    const path = join(this.folder, nameOf({ context: this.context, number: this.number }));
    await using file = await open(path, 'a', privateFile);
    await file.appendFile(lines);
    await file.datasync();
    if (isNew) for (const folder of [this.folder, dirname(this.folder)]) await syncFolder(folder);
  }
}

interface Found {
  readonly known: Set<string>;
  readonly number: number;
  readonly bytes: number;
}

/** Bytes of the end of a file that are looked at: more than an event has. */
const tail = 2 * 1024 ** 2;
const lineFeed = 0x0a;

/** Cuts off what stands behind the last finished line. Resolves with the size then. */
async function cutOff(path: string): Promise<number> {
  await using file = await open(path, 'r+');
  const { size } = await file.stat();
  const from = Math.max(0, size - tail);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  const end = from + buffer.subarray(0, bytesRead).lastIndexOf(lineFeed) + 1;
  if (end < size) await file.truncate(end);
  return end;
}

/** A new file is durable with its folder. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path);
  await folder.sync();
}
