import assert from 'node:assert/strict';
import { newSize } from './stream-size.ts';
import { defaultStreamLimits, sizeOf, streamName } from './streams.ts';

describe('Names in JetStream', () => {
  it('are those of the bounded contexts for streams', () => {
    assert.equal(streamName('library'), 'LIBRARY');
  });

  it('cannot be made of a wildcard: a pattern begins with its context', () => {
    for (const token of ['*', '>', '', 'Library', 'li brary'])
      assert.throws(() => streamName(token), /bounded context/);
  });
});

describe('The size of a stream', () => {
  const limits = { ...defaultStreamLimits, maxBytes: 100, maxBytesOf: { library: 500 } };

  it('is that of all, or of its context', () => {
    assert.deepEqual(
      ['library', 'payment', 'retry'].map((context) => sizeOf(context, limits)),
      [500, 100, 100],
    );
    assert.equal(sizeOf('retry', defaultStreamLimits), 64 * 1024 ** 2);
  });

  it('grows, but shrinks only where it stays half empty', () => {
    assert.equal(newSize({ wanted: 200, present: 100, held: 99 }), 200);
    assert.equal(newSize({ wanted: 100, present: 200, held: 50 }), 100);
    assert.equal(newSize({ wanted: 100, present: 200, held: 51 }), 200);
    assert.equal(newSize({ wanted: 100, present: -1, held: 51 }), -1);
    assert.equal(newSize({ wanted: 100, present: -1, held: 50 }), 100);
  });
});
