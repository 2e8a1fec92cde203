import assert from 'node:assert/strict';
import { passes } from '../support/system.api.ts';
import { audit } from '../support/system.audit.ts';
import { eachScale } from '../support/system.scales.ts';

describe('2,000 reservations of 50 titles over 64 connections', () => {
  eachScale((system) => {
    it('leave every paid rental reserved or refunded, the ledger balanced, and my page equal to the rentals', async () => {
      const titles = Array.from({ length: 50 }, (_, number) => `loaded-${number}`);
      await system.catalogue(...titles.map((id) => ({ id, title: id, authors: 'Anon', copies: 10 })));
      const reserved = new Set<string>();
      let next = 0;
      const client = async () => {
        for (let number = next++; number < 2_000; number = next++) {
          const { status, body } = await system.reserve(
            `loader-${Math.floor(number / 20)}`,
            titles[number % titles.length] ?? '',
          );
          assert.ok(status === 201 || status === 503, `${status}`);
          if (status !== 201) continue;
          reserved.add(body.id);
          if (number % 4 === 0) await system.asked(body.id, 'cancel');
        }
      };
      await Promise.all(Array.from({ length: 64 }, client));
      assert.ok(reserved.size > 0);

      await passes(async () => {
        const rentals = await audit(system);
        const states = rentals.filter(({ id }) => reserved.has(id)).map(({ state }) => state);
        assert.equal(states.length, reserved.size);
        assert.deepEqual(new Set(states), new Set(['ready', 'waiting', 'refunded']));
      });
    });
  });
});
