import assert from 'node:assert/strict';
import { fieldsOf, gatewayBeforeStubs, refuse } from '../../test/support/gateway.ts';

describe('the gateway, for administrators', () => {
  const gateway = gatewayBeforeStubs();
  const { send, problem } = gateway;
  const asked = () =>
    gateway.calls.map(({ action, params }) => [action.replace('operations.deadLetters.', ''), params]);

  it('lists dead letters', async () => {
    const query =
      'consumer=mypage&type=library.rental.reserved&after=2026-01-01T00:00:00Z&before=2026-01-01T09:00:00%2B09:00';
    assert.equal((await send('GET', `/admin/dead-letters?${query}&page=2&pageSize=5`)).status, 200);
    const times = { after: '2026-01-01T00:00:00Z', before: '2026-01-01T09:00:00+09:00' };
    assert.deepEqual(asked(), [
      ['list', { consumer: 'mypage', type: 'library.rental.reserved', ...times, page: 2, pageSize: 5 }],
    ]);
  });

  it('refuses filters that make no sense, by name', async () => {
    for (const [name, values] of Object.entries({
      consumer: ['', 'a b', '*'],
      type: ['', 'library.>', 'library.*', 'library..x', '.', 'x'.repeat(201)],
      after: ['', 'yesterday', '2026-13-01T00:00:00Z', '2026-01-01', '2026-01-01T25:00:00Z', '0'],
      before: ['1e3'],
      page: ['0', '1.5', 'x'],
      colour: ['red'],
    }))
      for (const value of values) {
        const told = await problem(422, 'GET', `/admin/dead-letters?${name}=${encodeURIComponent(value)}`);
        assert.deepEqual(fieldsOf(told), [name], `${name}=${value}`);
      }
    assert.deepEqual(asked(), []);
  });

  it('shows one', async () => {
    await send('GET', '/admin/dead-letters/42');
    assert.deepEqual(asked(), [['get', { id: '42' }]]);
  });

  for (const verb of ['retry', 'discard'])
    describe(`asked to ${verb}`, () => {
      it('one needs no body, and takes an empty one', async () => {
        assert.equal((await send('POST', `/admin/dead-letters/42/${verb}`)).status, 200);
        assert.equal((await send('POST', `/admin/dead-letters/42/${verb}`, {})).status, 200);
        assert.deepEqual(asked(), [
          [verb, { id: '42' }],
          [verb, { id: '42' }],
        ]);
      });

      it('one takes no other id, and nothing that is no JSON', async () => {
        const path = `/admin/dead-letters/42/${verb}`;
        assert.deepEqual(fieldsOf(await problem(422, 'POST', path, { id: '43' })), ['id']);
        assert.deepEqual(fieldsOf(await problem(422, 'POST', `${path}?id=43`)), ['id']);
        assert.deepEqual(fieldsOf(await problem(422, 'POST', path, { colour: 'red' })), ['colour']);
        await problem(400, 'POST', path, '{');
        await problem(415, 'POST', path, 'id=43', { 'content-type': 'text/plain' });
        assert.deepEqual(asked(), []);
      });

      it('several needs a body that says which', async () => {
        const path = `/admin/dead-letters/${verb}`;
        assert.equal((await send('POST', path, { consumer: 'mypage' })).status, 200);
        assert.equal((await send('POST', path, { all: true })).status, 200);
        assert.deepEqual(asked(), [
          [verb, { consumer: 'mypage' }],
          [verb, { all: true }],
        ]);
        await problem(415, 'POST', path);
        for (const all of [false, 'true', 1, {}])
          assert.deepEqual(fieldsOf(await problem(422, 'POST', path, { all })), ['all']);
      });
    });

  it('answers refusals as everywhere', async () => {
    gateway.behaviour = refuse('not-found', 'dead-letter-not-found');
    assert.equal((await problem(404, 'GET', '/admin/dead-letters/43')).type, 'urn:yeyak:problem:dead-letter-not-found');
    gateway.behaviour = refuse('conflict', 'dead-letter-without-consumer');
    await problem(409, 'POST', '/admin/dead-letters/43/retry');
    gateway.behaviour = refuse('unavailable', 'bus-unavailable');
    const { headers } = await problem(503, 'GET', '/admin/dead-letters');
    assert.ok(headers.get('retry-after'));
  });

  it('tells which methods there are', async () => {
    for (const [path, allow] of Object.entries({
      '/admin/dead-letters': 'GET, HEAD, OPTIONS',
      '/admin/dead-letters/42': 'GET, HEAD, OPTIONS',
      '/admin/dead-letters/retry': 'POST, OPTIONS',
      '/admin/dead-letters/42/discard': 'POST, OPTIONS',
    }))
      assert.equal((await problem(405, 'DELETE', path)).headers.get('allow'), allow);
    await problem(404, 'GET', '/admin');
  });
});
