/** A process that commits, and views what it commits, until it is killed: `view-writer.ts <folder>`. */
import process from 'node:process';
import { change } from './store.ts';
import { openViewed } from './viewed-store.ts';

const { source } = await openViewed(process.argv[2] ?? '');

async function commitOn(id: string): Promise<never> {
  for (let rank = 1; ; rank += 1) {
    await source.commit(change(id, rank - 1, { rank }));
    process.stdout.write(`${id} ${rank}\n`);
  }
}

await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(commitOn));
