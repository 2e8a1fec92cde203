import assert from 'node:assert/strict';
import { type Queued, withState, withWaiting } from './queued.ts';

describe('The queue of a reviewer', () => {
  const request = (id: string) => ({ id, state: 'lodged', bookId: id, bookNm: id, publId: '100' }) as const;
  const shown = (queue: readonly Queued[]) => queue.map(({ id, state }) => `${id} ${state}`);
  const three = withWaiting([], ['a', 'b', 'c'].map(request));

  it('takes new requests at its end', () => {
    const queue = withWaiting(three, ['d', 'a', 'b', 'c'].map(request));
    assert.deepEqual(shown(queue), ['a lodged', 'b lodged', 'c lodged', 'd lodged']);
  });

  it('keeps what was decided in its place, also when an older look comes late', () => {
    const queue = withState(three, 'b', 'approved');
    for (const waiting of [
      ['a', 'c'],
      ['a', 'b', 'c'],
    ])
      assert.deepEqual(shown(withWaiting(queue, waiting.map(request))), ['a lodged', 'b approved', 'c lodged']);
  });

  it('says of what others have decided that it is gone', () => {
    assert.deepEqual(shown(withWaiting(three, [request('b')])), ['a gone', 'b lodged', 'c gone']);
  });
});
