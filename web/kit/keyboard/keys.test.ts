import assert from 'node:assert/strict';
import { keyActions, letterOf } from './keys.ts';

describe('Keys', () => {
  const actionOf = keyActions({ letters: { o: 'open' }, named: { ArrowDown: 'next' } } as const);
  const plain = { repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false };
  const o = { ...plain, key: 'o', code: 'KeyO' };

  it('act by their letters, in upper case too', () => {
    assert.equal(actionOf(o), 'open');
    assert.equal(actionOf({ ...o, key: 'O' }), 'open');
    assert.equal(actionOf({ ...plain, key: 'x', code: 'KeyX' }), undefined);
  });

  it('work under a Korean layout', () => {
    assert.equal(actionOf({ ...o, key: 'ㅐ' }), 'open');
    assert.equal(actionOf({ ...o, key: 'Process' }), 'open');
  });

  it('follow the letters of a layout that moves them', () => {
    assert.equal(letterOf({ key: 'r', code: 'KeyO' }), 'r');
  });

  it('act once while a letter is held down; arrows go on', () => {
    assert.equal(actionOf({ ...o, repeat: true }), undefined);
    assert.equal(actionOf({ ...plain, key: 'ArrowDown', code: 'ArrowDown', repeat: true }), 'next');
  });

  it('leave shortcuts of the browser and an unfinished syllable alone', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
      assert.equal(actionOf({ ...o, [held]: true }), undefined, held);
  });
});
