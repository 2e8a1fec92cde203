import assert from 'node:assert/strict';
import type { By } from '../../../mixins/kernel/by.ts';
import { isRefusal } from '../../../mixins/kernel/decider.ts';
import { commands, into } from '../../../test/support/rentals.ts';
import { readTable } from '../../../test/support/table.ts';
import { rental } from './rental.ts';

describe('Who may cancel, check out, return and take a copy that is held for another', () => {
  const table = readTable(`
    who                             cancel          rental     return     override
    member on                       yes             yes        yes        staff-only
    member off                      yes             desk-only  desk-only  staff-only
    kiosk off                       not-at-a-kiosk  yes        yes        staff-only
    librarian off                   yes             yes        yes        yes
    admin off                       yes             yes        yes        yes
    somebody on                     yes             yes        yes        yes
  `);
  const ready = rental.evolve(rental.initial, into.ready);
  const rented = rental.evolve(rental.initial, into.rented);
  const override = { reason: 'in the hands of the member' };

  for (const [key, expected] of table)
    it(key, () => {
      const [who, selfService] = key.split(' ') as [By['role'], string];
      const asking = {
        selfService: selfService === 'on',
        ...(key !== 'somebody on' && { by: { id: 'choi', role: who } }),
      };
      const answer = (outcome: ReturnType<typeof rental.decide>) => (isRefusal(outcome) ? outcome.refused : 'yes');
      assert.deepEqual(
        {
          cancel: answer(rental.decide({ ...commands.cancel, ...asking }, ready)),
          rental: answer(rental.decide({ ...commands.rental, ...asking }, ready)),
          return: answer(rental.decide({ ...commands.return, ...asking }, rented)),
          override: answer(rental.decide({ ...commands.rental, ...asking, override }, ready)),
        },
        expected,
      );
    });

  it('is told that only a check-out takes a copy of another', () => {
    const outcome = rental.decide({ ...commands.cancel, override }, ready);
    assert.ok(isRefusal(outcome) && outcome.refused === 'no-override');
  });
});
