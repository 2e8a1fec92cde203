import assert from 'node:assert/strict';
import { ordinal, plural } from './plural.ts';

describe('Numbers in words', () => {
  it('have the form of their word', () => {
    const titles = (count: number) => plural('en')(count, { one: '# title', other: '# titles' });
    assert.deepEqual([0, 1, 2, 10_000].map(titles), ['0 titles', '1 title', '2 titles', '10,000 titles']);
  });

  it('have their endings when they count places', () => {
    const nth = ordinal('en', { one: 'st', two: 'nd', few: 'rd', other: 'th' });
    assert.deepEqual(
      [1, 2, 3, 4, 11, 12, 13, 21, 102].map(nth),
      '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd'.split(' '),
    );
  });
});
