import assert from 'node:assert/strict';
import type { By } from '../../../mixins/kernel/by.ts';
import { isRefusal } from '../../../mixins/kernel/decider.ts';
import { specify } from '../../../test/support/given.ts';
import { at, commands, held, into, loan, terms } from '../../../test/support/rentals.ts';
import { rental } from './rental.ts';

const { given } = specify(rental);

describe('A rental at its check-out', () => {
  it('is not checked out while it is unknown whether a copy is there', () => {
    given(into.reserved).when(commands.rental).thenRefused('allocation-unknown');
  });

  it('is checked out all the same when the title cannot be asked, and is marked until the title has found the copy', () => {
    const unchecked = { ...terms, rentedAt: at, requestId: 'new', unchecked: true } as const;
    given(into.reserved).when(commands.unchecked).thenEvents({ type: 'library.rental.rented', data: unchecked });
    const { unchecked: _, ...checked } = unchecked;
    for (const found of [commands.hold, commands.lend])
      given({ type: 'library.rental.rented', data: unchecked })
        .when(found)
        .thenEvents({ type: 'library.rental.allocated', data: { ...checked, title: 'Dune', toldBy: 8, copy: 1 } });
    given({ type: 'library.rental.rented', data: unchecked })
      .when(commands.queue)
      .thenEvents({ type: 'library.rental.allocated', data: { ...unchecked, title: 'Dune', toldBy: 8 } });
  });

  it('is not marked when the title has given its word meanwhile', () => {
    given(into.ready)
      .when(commands.unchecked)
      .thenEvents({ type: 'library.rental.rented', data: { ...terms, ...held, rentedAt: at, requestId: 'new' } });
  });

  it('is known to have a copy that the catalogue does not know', () => {
    const { copy: _, ...others } = loan;
    given(into.rented)
      .when({ ...commands.lend, copy: null })
      .thenEvents({ type: 'library.rental.allocated', data: { ...others, toldBy: 8, unlisted: true } });
  });

  it('cannot be checked out while it waits, and is told at which place', () => {
    given(into.waiting).when(commands.rental).thenRefused('rental-state', 'waiting');
    const outcome = rental.decide(commands.rental, given(into.waiting).state);
    assert.ok(isRefusal(outcome));
    assert.match(outcome.detail, /waiting, at place 3,/);
  });
});

describe('Who has done something with a rental', () => {
  const kim = { id: 'kim', role: 'member' } as const;
  const desk = { id: 'choi', role: 'librarian' } as const;
  const cancelledBy = (by?: By) => {
    const outcome = rental.decide({ ...commands.cancel, ...(by && { by }) }, given(into.ready).state);
    assert.ok(!isRefusal(outcome));
    const [cancelled] = outcome;
    assert.ok(cancelled?.type === 'library.rental.cancelled');
    const { reason, by: recorded } = cancelled.data;
    return { reason, recorded };
  };

  it('is recorded: a cancellation at the desk is not one by the member', () => {
    assert.deepEqual(cancelledBy(kim), { reason: 'member', recorded: kim });
    assert.deepEqual(cancelledBy(desk), { reason: 'staff', recorded: desk });
    assert.deepEqual(cancelledBy({ ...desk, id: 'kim' }), { reason: 'member', recorded: { ...desk, id: 'kim' } });
    assert.deepEqual(cancelledBy(), { reason: 'member', recorded: undefined });
  });

  it('is who did it last: a return does not show who checked it out', () => {
    const taken = { ...loan, by: kim };
    given({ type: 'library.rental.rented', data: taken })
      .when({ ...commands.return, by: desk })
      .thenEvents({ type: 'library.rental.returned', data: { ...taken, returnedAt: at, requestId: 'new', by: desk } });
    given({ type: 'library.rental.rented', data: taken })
      .when(commands.return)
      .thenEvents({ type: 'library.rental.returned', data: { ...loan, returnedAt: at, requestId: 'new' } });
    given(into.ready)
      .when({ ...commands.rental, by: desk })
      .thenEvents({
        type: 'library.rental.rented',
        data: { ...terms, ...held, rentedAt: at, requestId: 'new', by: desk },
      });
  });
});
