import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { Reader } from './reader.ts';

/** A response whose reader takes what has come only when it is told to. */
class SlowResponse extends Writable {
  text = '';
  private taken = () => {};

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk;
    this.taken = done;
  }

  writeHead(): this {
    return this;
  }

  async takeAll(): Promise<void> {
    while (this.writableLength > 0) {
      this.taken();
      await new Promise(setImmediate);
    }
  }
}

describe('A reader of a stream', () => {
  const message = `data: ${'x'.repeat(1_000)}\n\n`;
  let response: SlowResponse;
  let reader: Reader;

  beforeEach(() => {
    response = new SlowResponse();
    reader = new Reader(response as unknown as ServerResponse, 0, () => 'refresh\n\n');
  });

  it('who is slow is sent no more than fits, and told to look anew when all that has been taken', async () => {
    for (let sent = 0; sent < 200; sent += 1) reader.send(message);
    assert.ok(response.writableLength < 70_000, `${response.writableLength} bytes wait`);
    await response.takeAll();
    reader.send('next\n\n');
    await response.takeAll();
    assert.match(response.text, /x\n\nrefresh\n\nnext\n\n$/);
    assert.ok(response.text.length < 70_000);
  });

  it('who takes nothing at all is cut off', () => {
    for (let sent = 0; sent < 200; sent += 1) reader.send(message);
    reader.beat();
    assert.equal(response.destroyed, true);
  });

  it('who keeps up is not', () => {
    reader.beat();
    assert.equal(response.destroyed, false);
  });
});
