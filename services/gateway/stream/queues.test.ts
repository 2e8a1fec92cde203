import assert from 'node:assert/strict';
import type { LiveQueue } from '../../../mixins/system.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { offer } from '../../../test/support/offer.ts';
import type { MypageView, WaitingParams } from '../../library/mypage/mypage.contract.ts';
import { Queues } from './queues.ts';
import type { Row } from './streams.ts';

describe('Readers who wait in a queue', () => {
  const [queue] = offer.live.flatMap((view) => view.queue ?? []) as [LiveQueue];
  const row = (bookId: string, state: MypageView['state'], position = 0) =>
    ({ id: `of-${bookId}`, bookId, state, position }) satisfies Partial<MypageView> as Row;
  let readers: string[];
  let asked: WaitingParams[];
  let told: string[];
  let failures: number;
  let queues: Queues;

  beforeEach(() => {
    readers = ['kim'];
    asked = [];
    told = [];
    failures = 0;
    queues = new Queues({
      readers: () => readers,
      queueOf: queue.queueOf,
      async waiting(bookIds, owners) {
        asked.push(queue.paramsOf(bookIds, owners) as WaitingParams);
        if (failures-- > 0) throw new Error('my page is away');
        return bookIds.map((bookId) => row(bookId, 'waiting', 2));
      },
      tell: (rows) => told.push(...rows.map(({ id }) => String(id))),
      warn: () => {},
      gatherMs: 10,
    });
  });
  afterEach(() => queues.end());

  it('get their rows anew when somebody leaves it, in one question for all who leave together', async () => {
    queues.changed([row('a', 'ready'), row('b', 'cancelled'), row('c', 'reserved')]);
    queues.changed([row('a', 'cancelled'), row('d', 'waiting', 9)]);
    await eventually(() => told.length === 2);
    assert.deepEqual(asked, [{ bookIds: ['a', 'b'], memberIds: ['kim'] }]);
    assert.deepEqual(told, ['of-a', 'of-b']);
  });

  it('are told when somebody is put before them', async () => {
    queues.changed([row('a', 'waiting', 1)]);
    await eventually(() => told.length === 1);
  });

  it('cost nothing where there are none', () => {
    readers = [];
    queues.changed([row('a', 'ready')]);
    readers = ['kim'];
    queues.changed([row('b', 'returned')]);
    assert.deepEqual(asked, []);
  });

  it('are told later when they cannot be told at once', async () => {
    failures = 1;
    queues.changed([row('a', 'ready')]);
    await eventually(() => told.length === 1);
    assert.equal(asked.length, 2);
  });
});
