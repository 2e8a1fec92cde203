import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '../file-lock.ts';
import { Refused } from '../kernel/errors.ts';
import type { Envelope } from '../kernel/event.ts';
import { privateFolder } from '../private-files.ts';
import { DayFile } from './day-file.ts';
import { contextOfEvent, dayOf } from './place.ts';
import { filesOf } from './reading.ts';

export interface ArchiveOptions {
  readonly folder: string;
  /** Bytes of a file after which the next part begins. */
  readonly partBytes: number;
  /** Bytes of the whole archive from which on it takes nothing more. */
  readonly limitBytes: number;
}

/** Days and contexts whose events are known by heart. Most events are of today. */
const atHand = 32;

interface Order {
  readonly events: readonly Envelope[];
  readonly written: PromiseWithResolvers<void>;
}

/** Keeps events as JSON lines: each once, durable before `keep` resolves. One process writes an archive. */
export class Archive {
  private readonly options: ArchiveOptions;
  private readonly unlock: () => void;
  private readonly files = new Map<string, DayFile>();
  private orders: Order[] = [];
  private isWriting = false;
  private written = Promise.resolve();
  private bytes = Number.POSITIVE_INFINITY;

  /** @throws when another process writes the archive */
  constructor(options: ArchiveOptions) {
    this.options = options;
    mkdirSync(options.folder, { recursive: true, mode: privateFolder });
    this.unlock = lockFile(join(options.folder, 'archive'), 'Stop that process, or set ARCHIVE_DIR to another folder.');
  }

  /**
   * Resolves when the events are durable. What comes while others are written goes with the next.
   * @throws Refused `store-unavailable` when the archive is full, or its folder cannot be written
   */
  keep(events: readonly Envelope[]): Promise<void> {
    const written = Promise.withResolvers<void>();
    this.orders.push({ events, written });
    if (!this.isWriting) this.written = this.writeAll();
    return written.promise;
  }

  /** Why it takes nothing, for people; nothing while it does. Counts anew what is there: somebody may have made room. */
  async fault(): Promise<string | undefined> {
    const { folder, limitBytes } = this.options;
    try {
      this.bytes = (await filesOf(folder)).reduce((sum, file) => sum + file.bytes, 0);
    } catch (error) {
      return `The archive ${folder} cannot be read: ${(error as Error).message}.`;
    }
    if (this.bytes < limitBytes) return undefined;
    const size = `${Math.floor(this.bytes / megabyte)} of ${Math.floor(limitBytes / megabyte)} MB`;
    return `The archive ${folder} is full (${size}): move old days away, or raise ARCHIVE_LIMIT_MB.`;
  }

  async close(): Promise<void> {
    await this.written;
    this.unlock();
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.orders.length > 0) {
      const orders = this.orders;
      this.orders = [];
      try {
        await this.write(orders.flatMap(({ events }) => events));
        for (const { written } of orders) written.resolve();
      } catch (error) {
        // What a write that failed has left in a file is not known: it is read again.
        this.files.clear();
        const refused = error instanceof Refused ? error : unwritable(error as Error);
        for (const { written } of orders) written.reject(refused);
      }
    }
    this.isWriting = false;
  }

  private async write(events: readonly Envelope[]): Promise<void> {
    if (this.bytes >= this.options.limitBytes) {
      const fault = await this.fault();
      if (fault !== undefined) throw new Refused({ ...unavailable, detail: fault });
    }
    const byFile = Map.groupBy(events, (event) => `${dayOf(event)} ${contextOfEvent(event)}`);
    for (const [key, own] of byFile) this.bytes += await (await this.fileOf(key)).write(own);
  }

  private async fileOf(key: string): Promise<DayFile> {
    const known = this.files.get(key);
    const [day = '', context = ''] = key.split(' ');
    const file = known ?? (await DayFile.open(this.options.folder, day, context, this.options.partBytes));
    this.files.delete(key);
    this.files.set(key, file);
    const [oldest] = this.files.keys();
    if (this.files.size > atHand && oldest !== undefined) this.files.delete(oldest);
    return file;
  }
}

const megabyte = 1024 ** 2;
const unavailable = { refused: 'store-unavailable', kind: 'unavailable' } as const;

function unwritable({ message }: Error): Refused {
  return new Refused({ ...unavailable, detail: `The archive cannot be written: ${message}` });
}
