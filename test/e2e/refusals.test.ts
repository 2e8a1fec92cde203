import assert from 'node:assert/strict';
import { eachScale } from '../support/system.scales.ts';

describe('A request that is not right', () => {
  eachScale((system) => {
    const json = { 'content-type': 'application/json' };
    const raw = (method: string, path: string, body: string, headers: Record<string, string> = json) =>
      fetch(system.url + path, { method, headers, body });

    async function problem(answer: Response, status: number, code: string) {
      const text = await answer.text();
      assert.equal(answer.status, status, text);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      const body = JSON.parse(text);
      assert.partialDeepStrictEqual(body, { status, type: `urn:yeyak:problem:${code}` });
      assert.equal(body.requestId, answer.headers.get('x-request-id'));
      assert.doesNotMatch(text, /nodeID|at .*\.ts|node_modules/);
      return body;
    }

    it('goes where nothing is: 404', async () => {
      for (const path of ['/nowhere', '/rentals/a/b', '//rentals'])
        await problem(await fetch(system.url + path), 404, 'not-found');
      await problem(await fetch(`${system.url}/rentals/nobody`), 404, 'rental-not-found');
      await problem(await fetch(`${system.url}/payments/nobody`), 404, 'payment-not-found');
      await problem(await fetch(`${system.url}/books/nobody`), 404, 'book-not-found');
      await problem(await fetch(`${system.url}/mypages/nobody`), 404, 'mypage-not-found');
      const patch = await raw('PATCH', '/rentals/nobody', '{"reqState":"cancel"}');
      await problem(patch, 404, 'rental-not-found');
    });

    it('uses a method that is not for this path: 405 with Allow', async () => {
      const answer = await fetch(`${system.url}/rentals`, { method: 'DELETE' });
      assert.equal(answer.headers.get('allow'), 'POST, GET, HEAD, OPTIONS');
      await problem(answer, 405, 'method-not-allowed');
      await problem(await raw('PUT', '/mypages/x', '{}'), 405, 'method-not-allowed');
    });

    it('has a body that is no JSON: 400', async () => {
      for (const body of ['', '{', 'memberId=kim', '{"memberId":"kim",}'])
        await problem(await raw('POST', '/rentals', body), 400, 'malformed-body');
    });

    it('has a body that is too large: 413', async () => {
      await problem(await raw('POST', '/rentals', `{"memberId":"${'k'.repeat(70_000)}"}`), 413, 'body-too-large');
    });

    it('has a body of another type: 415', async () => {
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      await problem(await raw('POST', '/rentals', 'memberId=kim', form), 415, 'unsupported-media-type');
    });

    it('has wrong fields: 422 with a line for each', async () => {
      const answer = await raw('POST', '/rentals', '{"memberId": true, "bookID": "1", "id": "mine"}');
      const { errors } = await problem(answer, 422, 'invalid-fields');
      const fields = errors.map(({ field }: { field: string }) => field);
      assert.equal(new Set(fields).size, fields.length);
      assert.ok(fields.includes('id'), 'the id is the gateway’s to choose');
      const other = await raw('POST', '/rentals', '{"memberId": true, "bookID": "1"}');
      const more = await problem(other, 422, 'invalid-fields');
      const named = more.errors.map(({ field }: { field: string }) => field);
      assert.deepEqual(named.sort(), ['bookID', 'bookId', 'memberId']);
      const state = await raw('PATCH', '/rentals/some', '{"reqState": "steal"}');
      assert.equal((await problem(state, 422, 'invalid-fields')).errors[0].field, 'reqState');
    });

    it('carries an id of its own that is fit to log, and gets it back', async () => {
      const given = 'a-request-id-of-mine';
      const headersOf = async (id: string) =>
        (await fetch(`${system.url}/rentals`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
      assert.equal(await headersOf(given), given);
      assert.match((await headersOf('<script>')) ?? '', /^[0-9a-f-]{36}$/);
    });
  });
});

describe('HEAD', () => {
  eachScale((system) => {
    it('answers as GET does, without the body', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      const paths = ['/', '/books', '/rentals', `/rentals/${id}`, '/mypages', '/health/live', '/health/ready', '/none'];
      for (const path of paths) {
        const get = await fetch(system.url + path);
        const head = await fetch(system.url + path, { method: 'HEAD' });
        assert.equal(head.status, get.status, path);
        assert.equal(await head.text(), '', path);
        assert.equal(head.headers.get('content-type'), get.headers.get('content-type'), path);
      }
    });
  });
});
