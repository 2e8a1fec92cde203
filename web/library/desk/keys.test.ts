import assert from 'node:assert/strict';
import { actionOf, letterOf } from './keys.ts';

describe('Keys in the list of the desk', () => {
  const plain = { repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false };
  const o = { ...plain, key: 'o', code: 'KeyO' };

  it('check out and return by their letters, in upper case too', () => {
    assert.equal(actionOf(o), 'rental');
    assert.equal(actionOf({ ...plain, key: 'R', code: 'KeyR' }), 'return');
    assert.equal(actionOf({ ...plain, key: 'x', code: 'KeyX' }), undefined);
  });

  it('work under a Korean layout', () => {
    assert.equal(actionOf({ ...o, key: 'ㅐ' }), 'rental');
    assert.equal(actionOf({ ...plain, key: 'ㄱ', code: 'KeyR' }), 'return');
    assert.equal(actionOf({ ...o, key: 'Process' }), 'rental');
  });

  it('follow the letters of a layout that moves them', () => {
    assert.equal(letterOf({ key: 'r', code: 'KeyO' }), 'r');
  });

  it('act once while they are held down; arrows go on', () => {
    assert.equal(actionOf({ ...o, repeat: true }), undefined);
    assert.equal(actionOf({ ...plain, key: 'ArrowDown', code: 'ArrowDown', repeat: true }), 'next');
  });

  it('leave shortcuts of the browser and an unfinished syllable alone', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
      assert.equal(actionOf({ ...o, [held]: true }), undefined, held);
  });
});
