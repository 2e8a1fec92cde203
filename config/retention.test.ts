import assert from 'node:assert/strict';
import { eventually } from '../test/support/eventually.ts';
import { silent } from '../test/support/silent.ts';
import { pruneHourly } from './retention.ts';

describe('retention of published events', () => {
  const day = 24 * 60 * 60 * 1_000;

  it('keeps a day of them, from the start', () => {
    const pruned: number[] = [];
    const prune = async (before: number) => pruned.push(before);
    const end = pruneHourly({ name: 'rental.db', prune }, silent);
    end();
    assert.equal(pruned.length, 1);
    assert.ok(Math.abs(Date.now() - day - Number(pruned[0])) < 5_000);
  });

  it('goes on when the log could not be pruned, and says so', async () => {
    const warnings: string[] = [];
    const prune = async () => {
      throw new Error('no room');
    };
    const log = { ...silent, warn: (message: string) => warnings.push(message) };
    const end = pruneHourly({ name: 'rental.db', prune }, log, 1);
    await eventually(() => warnings.length > 2);
    end();
    assert.equal(warnings[0], 'old events stay in rental.db: no room');
  });
});
