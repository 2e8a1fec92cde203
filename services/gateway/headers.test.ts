import assert from 'node:assert/strict';
import { requestIdOf } from './headers.ts';

describe('request ids', () => {
  it("are the client's, where they are safe to log and pass on", () => {
    for (const id of ['0123456789abcdef', '8e03978e-40d5-43e8-bc93-6894a57f9324', 'A'.repeat(64)]) {
      assert.equal(requestIdOf(id), id);
    }
  });

  it('are new ones otherwise, never the same twice', () => {
    const unsafe = [undefined, '', 'short', 'A'.repeat(65), 'a'.repeat(16).concat('\n'), '<script>alert(1)</script>'];
    const ids = [...unsafe, ['0123456789abcdef'], ' 0123456789abcdef'].map((given) => requestIdOf(given));
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('begin with the second in which they were made', () => {
    const before = Math.floor(Date.now() / 1_000);
    const second = Number.parseInt(requestIdOf(undefined).slice(0, 8), 16);
    assert.ok(before <= second && second <= Date.now() / 1_000);
  });
});
