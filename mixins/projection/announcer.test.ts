import assert from 'node:assert/strict';
import { eventually } from '../../test/support/eventually.ts';
import { Announcer, type Changed } from './announcer.ts';

type Row = Changed<object>;

describe('What a view tells of its changes', () => {
  const row = (number: number): Row => ({ id: `r${number}`, version: 1 });
  let sent: (readonly Row[])[];
  let announcer: Announcer<object>;
  beforeEach(() => {
    sent = [];
    announcer = new Announcer(async (rows) => void sent.push(rows));
  });

  it('is one message for the rows that change together', async () => {
    announcer.tell(row(1));
    announcer.tell(row(2));
    assert.deepEqual(sent, []);
    await eventually(() => sent.length === 1);
    announcer.tell(row(3));
    await eventually(() => sent.length === 2);
    assert.deepEqual(sent, [[row(1), row(2)], [row(3)]]);
  });

  it('is several messages when they are too many for one', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => row(index));
    for (const one of rows) announcer.tell(one);
    await eventually(() => sent.flat().length === 250);
    assert.deepEqual(sent.flat(), rows);
    assert.ok(sent.every((message) => message.length <= 100));
  });
});
