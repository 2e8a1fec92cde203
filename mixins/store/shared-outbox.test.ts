import assert from 'node:assert/strict';
import { Gate } from '../../test/support/gate.ts';
import { change } from '../../test/support/store.ts';
import { type Entry, SharedOutbox } from './shared-outbox.ts';

/** Finds one after another what it is told to find. */
class ToldOutbox extends SharedOutbox {
  readonly name = 'told';
  readonly finds: (() => Promise<Entry[]>)[] = [];

  committed(id: string, entries: readonly Entry[]): Promise<void> {
    return this.append(id, entries, undefined);
  }

  protected async read() {
    return { entries: (await this.finds.shift()?.()) ?? [], more: false };
  }

  protected async pendingOfOthers() {
    return [];
  }

  protected async remove() {}
}

describe('An outbox that replicas share', () => {
  const entries = (id: string, count: number, place: number): Entry[] =>
    change(id, 0, {}, count).events.map((event, index) => ({ token: place + index, event }));
  const tokens = (found: readonly Entry[]) => found.map(({ token }) => token);

  it('gives nothing it finds while too much comes, but reads again', async () => {
    const gate = new Gate();
    const [earlier, later] = entries('a', 2, 1) as [Entry, Entry];
    const outbox = new ToldOutbox({ capacity: 1 });
    await outbox.pending(10);
    outbox.finds.push(() => gate.pass().then(() => [later]));
    outbox.finds.push(async () => [earlier, later]);
    const second = outbox.pending(10);
    await outbox.committed('b', entries('b', 2, 3));
    gate.open();
    assert.deepEqual(tokens(await second), [1, 2]);
  });

  it('finds a record as a whole again of which it had to drop something', async () => {
    const seen: (readonly Entry[])[] = [];
    const outbox = new ToldOutbox({ capacity: 2 });
    const read = outbox as unknown as { read(limit: number, age: number, given: readonly Entry[]): Promise<object> };
    read.read = async (_limit, _age, given) => {
      seen.push(given);
      return { entries: [], more: false };
    };
    await outbox.pending(10);
    await outbox.committed('a', entries('a', 1, 1));
    await outbox.committed('b', entries('b', 1, 2));
    const [, last] = await outbox.pending(10, entries('x', 1, 0)[0]);
    await outbox.committed('a', entries('a', 3, 3));
    await outbox.pending(10, last);
    assert.deepEqual(
      seen.at(-1)?.map(({ event }) => event.subject),
      ['b'],
    );
  });
});
