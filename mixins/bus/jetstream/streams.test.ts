import assert from 'node:assert/strict';
import { durableName, streamName } from './streams.ts';

describe('Names in JetStream', () => {
  it('are those of the bounded contexts for streams', () => {
    assert.equal(streamName('library'), 'LIBRARY');
  });

  it('cannot be made of a wildcard: a pattern begins with its context', () => {
    for (const token of ['*', '>', '', 'Library', 'li brary'])
      assert.throws(() => streamName(token), /bounded context/);
  });

  it('tell consumers apart by group and pattern, without dots and wildcards', () => {
    const names = [
      durableName('mypage', 'library.rental.*'),
      durableName('mypage', 'library.rental.>'),
      durableName('mypage', 'library.book.*'),
      durableName('screening.hospital', 'library.rental.*'),
    ];
    assert.equal(new Set(names).size, 4);
    for (const name of names) assert.match(name, /^[a-z_-]+$/);
  });
});
