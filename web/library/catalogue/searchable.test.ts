import assert from 'node:assert/strict';
import { searchable } from './searchable.ts';

describe('What is searched for', () => {
  const examples = {
    'the hobbit ': 'the hobbit',
    한강: '한강',
    'a syllable that has just begun: 채식ㅈ': 'a syllable that has just begun: 채식',
    ㅎ: '',
    '   ': '',
  };
  for (const [typed, expected] of Object.entries(examples))
    it(`is “${expected}” when “${typed}” is typed`, () => assert.equal(searchable(typed), expected));

  it('is composed, as titles are, however the keyboard sends it', () =>
    assert.equal(searchable('한강'.normalize('NFD')), '한강'));

  it('is not longer than the library takes', () => assert.equal(searchable('x'.repeat(300)).length, 100));
});
