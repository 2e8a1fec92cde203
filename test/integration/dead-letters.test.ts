import assert from 'node:assert/strict';
import { reads } from '../../mixins/reads.mixin.ts';
import { defineService } from '../../mixins/schema.ts';
import gatewayService from '../../services/gateway/gateway.service.ts';
import type { Gateway } from '../../services/gateway/request.ts';
import type { DeadLetterPage, WholeDeadLetterView } from '../../services/operations/operations.contract.ts';
import operations from '../../services/operations/operations.service.ts';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { useNodes } from '../support/node.ts';

describe('Dead letters in one process, over HTTP', () => {
  const newNode = useNodes();
  const handled: string[] = [];
  let node: Awaited<ReturnType<typeof newNode>>;
  let isBroken = true;

  /** A view that is broken until it is repaired. */
  const view = defineService({
    name: 'view',
    mixins: [
      reads({ noun: 'view', collection: { name: 'view', columns: {} }, filters: [], sorts: [], present: (row) => row }),
    ],
    channels: {
      'library.rental.*': {
        handler: ({ params: { id } }: { params: { id: string } }) => {
          if (isBroken) throw Object.assign(new Error('the view is broken'), { retryable: false });
          handled.push(id);
        },
      },
    },
  });

  before(async () => {
    const gateway = { ...gatewayService, settings: { ...gatewayService.settings, port: 0 } };
    node = await newNode([view, gateway, operations]);
    node.broker.bus.attach(node.log);
  });

  const send = async (method: string, path: string, body?: object) => {
    const { url } = node.broker.getLocalService('gateway') as unknown as Gateway;
    const json = { headers: { 'content-type': 'application/json', 'x-request-id': 'operator-1-request' } };
    const answer = await fetch(`${url}/admin/dead-letters${path}`, {
      method,
      ...json,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as { readonly type?: string } };
  };
  const list = async (query = '') => (await send('GET', query)).body as object as DeadLetterPage;
  const happen = async (...subjects: string[]) => {
    for (const [index, subject] of subjects.entries()) {
      const change = { id: subject, expectedVersion: 0, version: 1, state: {}, events: eventsOf(subject) };
      assert.ok(await node.records('view').commit(change), `${subject} ${index}`);
    }
  };

  it('are listed, shown, retried and discarded', async () => {
    await happen('r1', 'r2', 'r3', 'r4');
    await eventually(async () => (await list()).total === 4);
    const page = await list('?pageSize=3&consumer=view');
    assert.deepEqual(page.rows.map(({ event }) => event?.id).sort().length, 3);
    assert.deepEqual(page.consumers, { view: 4 });
    assert.equal(page.totalPages, 2);
    const [letter] = page.rows;
    assert.ok(letter);
    assert.partialDeepStrictEqual(letter, {
      consumer: 'view',
      type: 'library.rental.reserved',
      error: 'the view is broken',
      attempts: 1,
    });
    assert.ok(Math.abs(Date.parse(letter.at) - Date.now()) < 60_000);

    const shown = (await send('GET', `/${letter.id}`)).body as object as WholeDeadLetterView;
    assert.equal(JSON.parse(shown.message).id, letter.event?.id);

    assert.deepEqual((await send('POST', `/${letter.id}/discard`)).body, { discarded: 1 });
    assert.equal((await list()).total, 3);
    assert.match(
      node.warnings.join('\n'),
      new RegExp(
        `request operator-1-request: discarding dead letter ${letter.id} for view: library.rental.reserved ${letter.event?.id}`,
      ),
    );
    for (const [method, path] of [
      ['GET', `/${letter.id}`],
      ['POST', `/${letter.id}/retry`],
      ['POST', `/${letter.id}/discard`],
    ] as const) {
      const { status, body } = await send(method, path);
      assert.equal(status, 404);
      assert.equal(body.type, 'urn:yeyak:problem:dead-letter-not-found');
    }

    isBroken = false;
    const [one] = (await list()).rows;
    assert.deepEqual((await send('POST', `/${one?.id}/retry`)).body, { retried: 1 });
    await eventually(() => handled.length === 1);
    assert.equal((await list()).total, 2);
    assert.deepEqual(handled, [one?.event?.id]);
    assert.deepEqual((await send('POST', '/retry', { consumer: 'nobody' })).body, { retried: 0 });
    assert.deepEqual((await send('POST', '/retry', { all: true })).body, { retried: 2 });
    await eventually(() => handled.length === 3);
    assert.deepEqual((await list()).consumers, {});
    isBroken = true;
  });

  it('are retried and discarded by what they are and when they came', async () => {
    await happen('s1');
    await eventually(async () => (await list()).total === 1);
    const { at } = (await list()).rows[0] ?? { at: '' };
    await eventually(() => Date.now() > Date.parse(at));
    await happen('s2');
    await eventually(async () => (await list()).total === 2);
    assert.deepEqual((await send('POST', '/discard', { type: 'payment.captured' })).body, { discarded: 0 });
    assert.deepEqual((await send('POST', '/discard', { before: at })).body, { discarded: 0 });
    const later = new Date(Date.parse(at) + 1).toISOString();
    assert.deepEqual((await send('POST', '/discard', { before: later, consumer: 'view' })).body, { discarded: 1 });
    assert.deepEqual(
      (await list()).rows.map(({ event }) => event?.id),
      ['s2-1'],
    );
    assert.deepEqual((await send('POST', '/discard', { after: at })).body, { discarded: 1 });
  });

  it('are left alone by whoever does not say which', async () => {
    await happen('t1');
    await eventually(async () => (await list()).total === 1);
    for (const body of [{}, { id: 'x', all: true }]) {
      const { status, body: told } = await send('POST', '/discard', body);
      assert.equal(status, 422, JSON.stringify(told));
      assert.equal(told.type, 'urn:yeyak:problem:unclear-selection');
    }
    assert.equal((await send('POST', '/discard', { consumer: null })).status, 422);
    assert.equal((await list()).total, 1);
  });

  it('stay when their consumer is gone', async () => {
    const [letter] = (await list()).rows;
    await node.broker.destroyService('view');
    const { status, body } = await send('POST', `/${letter?.id}/retry`);
    assert.equal(status, 409);
    assert.equal(body.type, 'urn:yeyak:problem:dead-letter-without-consumer');
    assert.deepEqual((await send('POST', '/retry', { all: true })).body, { retried: 0 });
    assert.deepEqual((await list()).rows, [letter]);
  });
});
