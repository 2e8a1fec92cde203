/** A process that writes to a store until it is killed: `store-writer.ts <harness module> <place> <task>`. */
import process from 'node:process';
import { change, type Sample, type StoreHarness } from './store.ts';

const [module = '', place = '', task] = process.argv.slice(2);
const { harness } = (await import(module)) as { harness: StoreHarness };
const { store } = await harness.open(place);

/** Prints each change that was acknowledged. */
async function commitOn(id: string): Promise<never> {
  for (let rank = 1; ; rank += 1) {
    const state: Sample = { rank, note: `${id} ${rank} `.repeat(100) };
    if (!(await store.commit(change(id, 2 * (rank - 1), state, 2)))) throw new Error(`${id} was not at ${rank - 1}`);
    process.stdout.write(`${id} ${rank}\n`);
  }
}

async function clearSome(): Promise<void> {
  for (const id of ['gone1', 'kept1', 'gone2', 'kept2', 'kept3']) await store.commit(change(id, 0, {}));
  const pending = await store.outbox.pending(10);
  await store.outbox.clear(pending.filter(({ event }) => event.subject.startsWith('gone')));
  process.stdout.write('cleared\n');
  setInterval(() => {}, 1_000);
}

if (task === 'commit') await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(commitOn));
else await clearSome();
