import assert from 'node:assert/strict';
import type { DeadLetterPage } from '../../services/operations/operations.contract.ts';
import { badMessages } from '../support/bad-messages.ts';
import { eventsOf } from '../support/events.ts';
import { becomes, passes } from '../support/system.api.ts';
import { acrossProcesses, eachScale } from '../support/system.scales.ts';

const { 'has 5 MB': _tooLargeForThisServer, ...noEvents } = badMessages;
const sent = {
  ...noEvents,
  'has data that are no rental': {
    text: JSON.stringify({ ...eventsOf('nobody')[0], data: { memberId: 'kim' } }),
    reason: "data of library.rental.reserved: The 'bookId' field is required.",
  },
};
/** Those that consume what is published under the subject. */
const consumers = ['book', 'history', 'mypage'];
/** It passes over the one whose type is none of those that it tells people of. */
const messages = { 'kakao.message': Object.keys(sent).length - 1 };

describe('Poison among the events', () => {
  acrossProcesses((system) => {
    const letters = async (query = '') =>
      (await system.send<DeadLetterPage>('GET', `/admin/dead-letters${query}`)).body;
    const each = (count: number) => ({
      ...Object.fromEntries(consumers.map((consumer) => [consumer, count])),
      ...messages,
    });

    it('ends among the dead letters, where an operator deals with it, and stops nothing', async () => {
      for (const { text } of Object.values(sent)) await system.processes.publish('library.rental.reserved', text);
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      await becomes(() => system.mypage(id), { state: 'ready' });
      const count = Object.keys(sent).length;
      await passes(async () => assert.deepEqual((await letters()).consumers, each(count)));
      const { rows } = await letters('?pageSize=100');
      for (const consumer of consumers) {
        const errors = rows.filter((letter) => letter.consumer === consumer).map(({ error }) => error);
        for (const { reason } of Object.values(sent))
          assert.ok(
            errors.some((error) => error.startsWith(`not-an-event: ${reason}`)),
            `${reason}, of ${errors}`,
          );
      }
      assert.equal((await system.send('GET', '/mypages/nobody')).status, 404);

      const retried = await system.send<object>('POST', '/admin/dead-letters/retry', { consumer: 'mypage' });
      assert.deepEqual(retried.body, { retried: count });
      await passes(async () => {
        const again = (await letters('?consumer=mypage')).rows;
        assert.deepEqual(
          again.map(({ attempts }) => attempts),
          Array(count).fill(2),
        );
      });
      assert.deepEqual((await letters()).consumers, each(count));

      const one = rows[0]?.consumer === 'book' ? rows[0] : rows.find(({ consumer }) => consumer === 'book');
      assert.deepEqual((await system.send('POST', `/admin/dead-letters/${one?.id}/discard`)).body, { discarded: 1 });
      await system.console.typed(
        'dead',
        new RegExp(`${consumers.length * count - 1 + messages['kakao.message']} found\\. In all: `),
      );
      await system.console.typed('dead discard --consumer mypage', new RegExp(`\\b${count} discarded`));
      await system.console.typed(
        'dead discard --all',
        new RegExp(`\\b${2 * count - 1 + messages['kakao.message']} discarded`),
      );
      await system.console.typed('dead', /There are no dead letters/);
    });
  });
});

describe('Where nothing was given up', () => {
  eachScale((system) => {
    it('there are no dead letters', async () => {
      const { body } = await system.send<DeadLetterPage>('GET', '/admin/dead-letters');
      assert.deepEqual(body, { rows: [], total: 0, page: 1, pageSize: 20, totalPages: 0, consumers: {} });
      for (const [method, path] of [
        ['GET', '/admin/dead-letters/1'],
        ['POST', '/admin/dead-letters/1/retry'],
      ] as const)
        assert.equal((await system.send(method, path)).status, 404);
    });
  });
});
