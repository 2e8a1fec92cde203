import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readObject } from './body.ts';
import { ProblemError } from './problems.ts';

const json = { 'content-type': 'application/json' };

function request(headers: object, chunks: Iterable<string | Uint8Array>): IncomingMessage {
  const bytes = Array.from(chunks, (chunk) => Buffer.from(chunk as string));
  return Object.assign(Readable.from(bytes, { objectMode: false }), { headers }) as unknown as IncomingMessage;
}

async function statusOf(headers: object, ...chunks: (string | Uint8Array)[]): Promise<number> {
  try {
    await readObject(request(headers, chunks), 1_000);
    return 200;
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    return error.problem.status;
  }
}

describe('a body', () => {
  it('is one JSON object', async () => {
    assert.deepEqual(await readObject(request(json, ['{"title":"예약"}']), 1_000), { title: '예약' });
    for (const text of ['[]', '"a"', 'null', '1', 'true']) assert.equal(await statusOf(json, text), 422, text);
  });

  it('may come in pieces that cut a character in two', async () => {
    const bytes = Buffer.from('{"a":"예"}');
    assert.deepEqual(await readObject(request(json, [bytes.subarray(0, 7), bytes.subarray(7)]), 1_000), { a: '예' });
  });

  it('that is not JSON is a 400', async () => {
    for (const text of ['', '{', '{"a":1}}', "{'a':1}", '\ufeff{}'])
      assert.equal(await statusOf(json, text), 400, text);
  });

  it('that is not UTF-8 is a 400', async () => {
    assert.equal(await statusOf(json, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400);
  });

  it('that ends too early is a 400', async () => {
    const cut = request(json, ['{"a"']);
    const read = readObject(cut, 1_000);
    cut.destroy(new Error('aborted'));
    await assert.rejects(read, (error) => error instanceof ProblemError && error.problem.status === 400);
  });

  it('may have so many bytes and no more', async () => {
    const text = JSON.stringify({ a: 'x'.repeat(992) });
    assert.equal(text.length, 1_000);
    assert.equal(await statusOf(json, text), 200);
    assert.equal(await statusOf(json, text.slice(0, 900), text.slice(900), ' '), 413);
  });

  it('must call itself application/json, in UTF-8 if it says so, and uncompressed', async () => {
    const said = (type: string) => statusOf({ 'content-type': type }, '{}');
    for (const type of ['application/json;charset=utf-8', 'Application/JSON; charset="UTF-8" ', 'application/json ;']) {
      assert.equal(await said(type), 200, type);
    }
    for (const type of ['text/plain', 'application/jsonp', 'application/json; charset=euc-kr', 'x application/json']) {
      assert.equal(await said(type), 415, type);
    }
    assert.equal(await statusOf({}, '{}'), 415);
    assert.equal(await statusOf({ ...json, 'content-encoding': 'gzip' }, '{}'), 415);
  });

  it('must not be nested so deeply that what handles it overflows', async () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    assert.equal(await statusOf(json, nested(32)), 200);
    assert.equal(await statusOf(json, nested(34)), 422);
    const deep = request(json, [nested(20_000)]);
    await assert.rejects(readObject(deep, 1_000_000), ProblemError);
  });
});
