import assert from 'node:assert/strict';
import { newKey } from './intent.ts';

describe('The key of an intent', () => {
  it('is one that the gateway takes as a request id too', () => {
    assert.match(newKey(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is never the same', () => {
    assert.equal(new Set(Array.from({ length: 1_000 }, newKey)).size, 1_000);
  });
});
