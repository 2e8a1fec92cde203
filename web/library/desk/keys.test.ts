import assert from 'node:assert/strict';
import { actionOf } from './keys.ts';

describe('Keys in the list of the desk', () => {
  const plain = { repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false };

  it('check out and return by their letters', () => {
    assert.equal(actionOf({ ...plain, key: 'o', code: 'KeyO' }), 'rental');
    assert.equal(actionOf({ ...plain, key: 'ㄱ', code: 'KeyR' }), 'return');
  });

  it('leave the list, and move in it', () => {
    const named = ['Escape', 'ArrowDown', 'ArrowUp'].map((key) => actionOf({ ...plain, key, code: key }));
    assert.deepEqual(named, ['leave', 'next', 'previous']);
  });
});
