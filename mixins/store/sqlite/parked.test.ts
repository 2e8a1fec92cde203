import assert from 'node:assert/strict';
import { join } from 'node:path';
import { change } from '../../../test/support/store.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import type { ParkedDelivery } from '../../outbox/port.ts';
import { SqliteFile } from './file.ts';
import { SqliteParkedDeliveries } from './parked.ts';

describe('SQLite parked deliveries', () => {
  const newDir = useTempDirs();
  let file: SqliteFile;
  let parked: SqliteParkedDeliveries;
  const open = (path: string) => {
    file = new SqliteFile(path);
    parked = new SqliteParkedDeliveries(file);
  };
  beforeEach(() => open(join(newDir(), 'test.db')));
  afterEach(() => file.close());

  const [event] = change('a', 0, { title: '예약' }).events;
  assert.ok(event);
  const delivery = (seq: number, fields: Partial<ParkedDelivery> = {}): ParkedDelivery => ({
    consumer: 'view',
    seq,
    event,
    attempts: 1,
    dueAt: 100,
    error: 'it failed',
    ...fields,
  });
  const due = async (now: number, limit = 10) => (await parked.due('view', now, limit)).map(({ seq }) => seq);

  it('gives a delivery back as it was parked, after a restart too', async () => {
    await parked.park(delivery(7));
    await file.close();
    open(file.path);
    assert.deepEqual(await parked.due('view', 100, 1), [delivery(7)]);
  });

  it('gives what is due, longest due first, in parts', async () => {
    for (const [seq, dueAt] of [300, 100, 200, 400].entries()) await parked.park(delivery(seq, { dueAt }));
    assert.deepEqual(await due(300), [1, 2, 0]);
    assert.deepEqual(await due(300, 2), [1, 2]);
    assert.deepEqual(await due(99), []);
    assert.equal(parked.next('view'), 100);
  });

  it('gives what was parked while the clock was far ahead', async () => {
    const year = 365 * 24 * 3_600_000;
    await parked.park(delivery(1, { dueAt: year }));
    await parked.park(delivery(2, { dueAt: 200 }));
    assert.deepEqual(await due(100), [1]);
    assert.deepEqual(await due(300), [2, 1]);
  });

  it('tells the deliveries of one consumer from those of another', async () => {
    await parked.park(delivery(1, { consumer: 'other' }));
    assert.deepEqual(await due(100), []);
    assert.equal(parked.next('view'), undefined);
    await parked.remove('view', 1);
    assert.equal(parked.next('other'), 100);
  });

  it('forgets what was removed', async () => {
    await parked.park(delivery(1));
    await parked.remove('view', 1);
    assert.deepEqual(await due(1_000), []);
  });
});
