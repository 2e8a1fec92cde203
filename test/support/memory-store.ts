import type { Outbox } from '../../mixins/outbox/port.ts';
import type { Change, RecordStore, Scanned, Stored } from '../../mixins/store/port.ts';

/** A record store without a disk, that tells how it is used and can be held up or made to fail. */
export class MemoryStore<State> implements RecordStore<State> {
  readonly records = new Map<string, Stored<State>>();
  readonly commits: Change<State>[] = [];
  readonly loads: string[] = [];
  /** What the next commits wait for, and then do instead where it throws. */
  beforeCommit: ((id: string) => Promise<void>) | undefined;
  readonly outbox: Outbox = { name: 'memory', pending: async () => [], clear: async () => {}, onAppend() {} };

  async load(id: string): Promise<Stored<State> | undefined> {
    this.loads.push(id);
    return this.records.get(id);
  }

  async commit(change: Change<State>): Promise<boolean> {
    const { id, version, state, expectedVersion } = change;
    await this.beforeCommit?.(id);
    if ((this.records.get(id)?.version ?? 0) !== expectedVersion) return false;
    this.records.set(id, { id, version, state });
    this.commits.push(change);
    return true;
  }

  async keepNewest(record: Stored<State>): Promise<void> {
    if ((this.records.get(record.id)?.version ?? 0) < record.version) this.records.set(record.id, record);
  }

  async dueAfter(): Promise<string[]> {
    return [];
  }

  async scan(after: string, limit: number): Promise<Scanned<State>> {
    const behind = [...this.records.values()].filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
    const last = behind.length >= limit ? behind[limit - 1]?.id : undefined;
    return { records: behind.slice(0, limit), unreadable: 0, ...(last !== undefined && { last }) };
  }

  async due(): Promise<string[]> {
    return [];
  }
}
