import { randomUUID } from 'node:crypto';
import { encode } from './message.ts';
import type { Reader } from './reader.ts';

/** Changes that are kept for readers who come back. */
const kept = 50;

/**
 * The changes of one member's page. Their numbers mean something in this channel only, which its name tells: who
 * comes back to another gateway, or too late, is told to read again instead.
 */
export class Channel {
  readonly readers = new Set<Reader>();
  private name = newName();
  private recent: string[] = [];
  private last = 0;

  tell(row: object): void {
    this.last += 1;
    const text = encode('change', this.position(), row);
    this.recent.push(text);
    if (this.recent.length > kept) this.recent.shift();
    for (const reader of this.readers) reader.send(text);
  }

  /** What a reader gets first who has read up to the position: the changes missed since, or the word to read again. */
  catchUp(position: string | undefined): string {
    const [, name, number] = /^(\w{8})-(\d{1,15})$/.exec(position ?? '') ?? [];
    const missed = this.last - Number(number);
    const isKept = name === this.name && missed >= 0 && missed <= this.recent.length;
    return isKept ? this.recent.slice(this.recent.length - missed).join('') : this.refresh();
  }

  /** Tells a reader to read the rows again: changes may have been missed. */
  refresh(): string {
    return encode('refresh', this.position(), {});
  }

  /** Changes may have been missed: nobody can go on from where they were. */
  startAnew(): void {
    this.name = newName();
    this.recent = [];
    for (const reader of this.readers) reader.send(this.refresh());
  }

  private position(): string {
    return `${this.name}-${this.last}`;
  }
}

function newName(): string {
  return randomUUID().slice(0, 8);
}
