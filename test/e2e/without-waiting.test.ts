import assert from 'node:assert/strict';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses, eachScale } from '../support/system.scales.ts';

describe('A reservation that does not wait', () => {
  eachScale((system) => {
    const reserve = (memberId: string, bookId: string, key = memberId) =>
      system.send<RentalView & { detail: string; type: string }>(
        'POST',
        '/rentals',
        { memberId, bookId, wait: false },
        { 'idempotency-key': key },
      );

    it('gets a free copy, and a repeat is the same', async () => {
      const [member, bookId] = [system.newMember(), await system.newTitle()];
      const first = await reserve(member, bookId);
      assert.equal(first.status, 201);
      await becomes(() => system.rental(first.body.id), { state: 'ready' });
      const again = await reserve(member, bookId);
      assert.deepEqual([again.status, again.body.id], [201, first.body.id]);
    });

    it('is refused with the place in the queue when none is free; nothing is kept or charged', async () => {
      const [member, bookId] = [system.newMember(), await system.newTitle()];
      for (const _ of [1, 2]) await system.reserved(system.newMember(), bookId);
      await becomes(() => system.book(bookId), { waiting: 1 });
      const { status, body } = await reserve(member, bookId);
      assert.deepEqual([status, body.type], [409, 'urn:yeyak:problem:would-wait']);
      assert.match(body.detail, /number 2 in the queue/);
      assert.deepEqual(await system.mypages(member), []);
      assert.equal((await system.book(bookId)).waiting, 1);
    });

    it('is refunded by itself when the last copies go at that moment, and nobody waits', async () => {
      const bookId = await system.newTitle(2);
      const members = Array.from({ length: 12 }, () => system.newMember());
      const answers = await Promise.all(members.map((member) => reserve(member, bookId)));
      const taken = answers.filter(({ status }) => status === 201);
      for (const { status, body } of answers)
        if (status !== 201) assert.equal(body.type, 'urn:yeyak:problem:would-wait');
      const ends = async () => {
        const rows = await Promise.all(taken.map(({ body }) => system.rental(body.id)));
        return rows.map(({ state, reason = '' }) => `${state} ${reason}`.trim()).sort();
      };
      const late = Array(taken.length - 2).fill('refunded no-free-copy');
      await becomes(ends, ['ready', 'ready', ...late]);
      await becomes(() => system.book(bookId), { available: 0, waiting: 0 });
    });
  });
});

describe('A reservation that does not wait, while the catalogue is stopped', () => {
  acrossProcesses((system) => {
    it('is taken, and decided when the catalogue has started again', async () => {
      const [member, bookId] = [system.newMember(), await system.newTitle()];
      await system.reserved(system.newMember(), bookId);
      await becomes(() => system.book(bookId), { available: 0 });
      await system.stopService('book');
      const { status, body } = await system.send<RentalView>('POST', '/rentals', {
        memberId: member,
        bookId,
        wait: false,
      });
      assert.equal(status, 201);
      await system.startService('book');
      await becomes(() => system.mypage(body.id), { state: 'refunded', reason: 'no-free-copy' });
    });
  });
});
