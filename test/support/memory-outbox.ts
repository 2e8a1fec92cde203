import type { Envelope } from '../../mixins/kernel/event.ts';
import type { Outbox, PendingEvent } from '../../mixins/outbox/port.ts';

/** An outbox without a store, that counts how it is used. */
export class MemoryOutbox implements Outbox {
  readonly name: string;
  readonly cleared: Envelope[][] = [];
  listeners: (() => void)[] = [];
  /** Events that `pending` has returned, repeats included. */
  reads = 0;
  private entries: Entry[] = [];
  private sequence = 0;

  constructor(name = 'memory') {
    this.name = name;
  }

  get size(): number {
    return this.entries.length;
  }

  append(...events: Envelope[]): void {
    this.appendSilently(...events);
    for (const listener of this.listeners) listener();
  }

  /** As another process, or a crash before the announcement, leaves them. */
  appendSilently(...events: Envelope[]): void {
    for (const event of events) this.entries.push({ token: ++this.sequence, event });
  }

  async pending(limit: number, after?: PendingEvent): Promise<PendingEvent[]> {
    const page = this.entries.filter(({ token }) => token > Number(after?.token ?? 0)).slice(0, limit);
    this.reads += page.length;
    return page;
  }

  async clear(published: readonly PendingEvent[]): Promise<void> {
    this.cleared.push(published.map(({ event }) => event));
    const gone = new Set(published.map(({ token }) => token));
    this.entries = this.entries.filter(({ token }) => !gone.has(token));
  }

  onAppend(listener: () => void): void {
    this.listeners.push(listener);
  }
}

interface Entry {
  readonly token: number;
  readonly event: Envelope;
}
