import assert from 'node:assert/strict';
import { Errors } from 'moleculer';
import type { RefusalKind } from '../../mixins/kernel/decider.ts';
import { type Behaviour, bodyOf, fieldsOf, gatewayBeforeStubs, refuse } from '../../test/support/gateway.ts';

const wanted = { memberId: 'm1', bookId: 'b1' };

describe('the gateway', () => {
  const gateway = gatewayBeforeStubs();
  const { send, problem } = gateway;

  describe('reserving', () => {
    it('answers 201 with the rental and where it is', async () => {
      const response = await send('POST', '/rentals', wanted);
      const rental = await bodyOf(response);
      assert.equal(response.status, 201);
      assert.equal(response.headers.get('location'), `/rentals/${rental.id}`);
      assert.deepEqual(rental, { ...wanted, id: gateway.calls[0]?.params.id, state: 'reserved' });
      assert.match(rental.id, /^[0-7][0-9A-Z]{25}$/);
    });

    it('has the same id for the same Idempotency-Key, another for another, a new one without', async () => {
      for (const key of ['k1', 'k1', 'k2']) await send('POST', '/rentals', wanted, { 'idempotency-key': key });
      await send('POST', '/rentals', wanted);
      await send('POST', '/rentals', wanted);
      const ids = gateway.calls.map(({ params }) => params.id);
      assert.equal(ids[0], ids[1]);
      assert.equal(new Set(ids).size, 4);
    });

    it('refuses a malformed Idempotency-Key', async () => {
      for (const key of ['', 'a b', 'x'.repeat(256)]) {
        const { type } = await problem(400, 'POST', '/rentals', wanted, { 'idempotency-key': key });
        assert.equal(type, 'urn:yeyak:problem:malformed-idempotency-key');
      }
      assert.deepEqual(gateway.calls, []);
    });

    it('names every wrong and every unknown field', async () => {
      const told = await problem(422, 'POST', '/rentals', { memberId: '', colour: 'red', size: 1 });
      assert.deepEqual(fieldsOf(told), ['memberId', 'bookId', 'colour', 'size']);
    });

    it('lets nobody choose the id, nor say anything in the query', async () => {
      assert.deepEqual(fieldsOf(await problem(422, 'POST', '/rentals', { ...wanted, id: 'mine' })), ['id']);
      assert.deepEqual(fieldsOf(await problem(422, 'POST', '/rentals?memberId=m2', wanted)), ['memberId']);
      assert.deepEqual(gateway.calls, []);
    });

    it('refuses bodies that are no JSON object', async () => {
      await problem(400, 'POST', '/rentals', '{"memberId":');
      await problem(400, 'POST', '/rentals', '');
      for (const body of ['[]', '"text"', 'null']) await problem(422, 'POST', '/rentals', body);
      await problem(415, 'POST', '/rentals', 'memberId=m1', { 'content-type': 'application/x-www-form-urlencoded' });
      await problem(415, 'POST', '/rentals');
      await problem(413, 'POST', '/rentals', { ...wanted, more: 'x'.repeat(1_000_000) });
      assert.deepEqual(gateway.calls, []);
    });

    it('is not taken for a cached answer', async () => {
      assert.equal((await send('POST', '/rentals', wanted, { 'if-none-match': '*' })).status, 201);
    });
  });

  it('hands a batch of titles to the catalogue', async () => {
    gateway.behaviour = () => [{ refused: 'No.' }];
    const titles = [{ id: 'b1', title: 'Emma', authors: 'Jane Austen', copies: 1 }];
    const response = await send('PUT', '/books', { titles });
    assert.deepEqual([response.status, await response.json()], [200, [{ refused: 'No.' }]]);
    assert.deepEqual(gateway.calls[0], {
      ...gateway.calls[0],
      action: 'book.catalogueMany',
      params: { titles },
    });
  });

  describe('a refusal', () => {
    const cases: [RefusalKind, number][] = [
      ['invalid', 422],
      ['payment-required', 402],
      ['not-found', 404],
    ];
    for (const [kind, status] of cases) {
      it(`of kind ${kind} is a ${status} with its code and detail`, async () => {
        gateway.behaviour = refuse(kind, 'some-code');
        const { type, detail } = await problem(status, 'POST', '/rentals', wanted);
        assert.deepEqual([type, detail], ['urn:yeyak:problem:some-code', 'Refused: some-code.']);
      });
    }

    it('by the state is a 409 that names it', async () => {
      gateway.behaviour = refuse('conflict', 'rental-state', 'returned');
      const { state, type } = await problem(409, 'PATCH', '/rentals/r1', { reqState: 'cancel' });
      assert.deepEqual([state, type], ['returned', 'urn:yeyak:problem:rental-state']);
    });
  });

  describe('trouble behind it', () => {
    const troubles: [what: string, status: number, Behaviour][] = [
      ['an action that hangs', 503, () => new Promise(() => {})],
      ['a refusal for a moment', 503, refuse('unavailable', 'payment-unavailable')],
      ['a callee that is gone', 503, (_params, context) => context.call('nowhere.pay')],
      ['a full bulkhead', 429, () => Promise.reject(new Errors.QueueIsFullError({ action: 'a', nodeID: 'secret' }))],
    ];
    for (const [what, status, behave] of troubles) {
      it(`is a ${status} with Retry-After: ${what}`, async () => {
        gateway.behaviour = behave;
        const { headers, ...body } = await problem(status, 'POST', '/rentals', wanted);
        assert.ok(Number(headers.get('retry-after')) > 0);
        assert.deepEqual(Object.keys(body).sort(), ['requestId', 'status', 'title', 'type']);
      });
    }

    it('says no more than the request id when it is a bug', async () => {
      gateway.behaviour = () => {
        throw new Error('secret of node-1');
      };
      const { headers: _headers, requestId, ...body } = await problem(500, 'GET', '/rentals/r1');
      assert.ok(requestId);
      assert.deepEqual(body, { type: 'urn:yeyak:problem:internal', status: 500, title: 'Internal error' });
    });

    it('is a 503 when the service is not there at all', async () => {
      await gateway.broker.destroyService('mypage');
      const { headers } = await problem(503, 'GET', '/mypages/r1');
      assert.ok(headers.get('retry-after'));
      await gateway.broker.stop();
      await gateway.start();
    });
  });

  describe('health', () => {
    it('is ready when the services answer', async () => {
      gateway.behaviour = () => ({});
      const response = await send('GET', '/health/ready');
      assert.equal(response.status, 200);
      assert.equal((await bodyOf(response)).status, 'ready');
    });

    it('is unready when a store does not answer, and names the service', async () => {
      gateway.behaviour = (_params, context) => {
        if (context.action?.name === 'payment.ready') throw new Error('disk I/O error');
        return {};
      };
      const response = await send('GET', '/health/ready');
      const { status, checks } = await bodyOf(response);
      assert.deepEqual([response.status, status], [503, 'unready']);
      assert.deepEqual(
        checks.filter(({ state }) => state === 'down'),
        [{ name: 'payment', state: 'down', required: true, why: 'payment does not answer.' }],
      );
    });

    it('is unready when a store takes no writes, and says why', async () => {
      const fault = 'The store of rental (SQLite) cannot be written: its disk is full.';
      gateway.behaviour = (_params, context) => (context.action?.name === 'rental.ready' ? { fault } : {});
      const response = await send('GET', '/health/ready');
      assert.equal(response.status, 503);
      assert.partialDeepStrictEqual((await bodyOf(response)).checks, [{ name: 'rental', state: 'down', why: fault }]);
    });

    it('is alive even then', async () => {
      gateway.behaviour = () => {
        throw new Error('disk I/O error');
      };
      assert.equal((await send('GET', '/health/live')).status, 200);
    });
  });
});
