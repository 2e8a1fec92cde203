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
    for (const text of ['', '{', '{"a":1}}', "{'a':1}"]) assert.equal(await statusOf(json, text), 400, text);
  });

  it('may begin with a byte order mark', async () => {
    assert.deepEqual(await readObject(request(json, ['\ufeff{"a":1}']), 1_000), { a: 1 });
  });

  it('that has a key twice is a 400 which names it', async () => {
    for (const text of [
      '{"a":1,"a":2}',
      '{"b":{"a":1, "\\u0061" :2}}',
      '{"b":[{"c":"}"},{"a":[1],"a":{}}]}',
      '{"x":"\\"{","a":1,"a":1}',
    ])
      await assert.rejects(readObject(request(json, [text]), 1_000), (error) => {
        assert.ok(error instanceof ProblemError, text);
        assert.equal(error.problem.status, 400, text);
        assert.match(error.problem.detail ?? '', /The key "(a|\\u0061)" stands in it twice/);
        return true;
      });
    const once = '{"a":{"a":1},"b":[{"a":2},{"a":3}],"c":"a","d":"\\",\\"a\\":"}';
    assert.equal(await statusOf(json, once), 200);
  });

  it('that holds half of a character is a 422 which says where', async () => {
    const fields = async (text: string) => {
      const error = await readObject(request(json, [text]), 1_000).catch((found) => found);
      assert.ok(error instanceof ProblemError, text);
      assert.equal(error.problem.status, 422);
      return error.problem.errors?.map(({ field }) => field);
    };
    assert.deepEqual(await fields('{"titles":[{"title":"ok"},{"title":"a\\ud800"}]}'), ['titles[1].title']);
    assert.deepEqual(await fields('{"\\udc00":1}'), ['\ufffd']);
    assert.equal(await statusOf(json, '{"title":"\\ud83d\\ude00"}'), 200);
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
    for (const type of [
      'application/json;charset=utf-8',
      'Application/JSON; charset="UTF-8" ',
      'application/json ;',
      'application/json; charset=utf8',
      'application/json; Charset="UTF8"',
      'application/json; profile="x"; charset=utf-8',
    ]) {
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
