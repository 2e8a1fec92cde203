import assert from 'node:assert/strict';
import { isRefusal, type RefusalKind } from '../../../mixins/kernel/decider.ts';
import { specify } from '../../../test/support/given.ts';
import { asked, at, commands, held, into, loan, states, terms } from '../../../test/support/rentals.ts';
import { readTable } from '../../../test/support/table.ts';
import type { RentalEvent } from './rental.contract.ts';
import { rental } from './rental.ts';

const { given } = specify(rental);

const http: Record<RefusalKind, number> = {
  invalid: 422,
  'payment-required': 402,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
};

describe('A rental', () => {
  describe('answers every command in every state: with an event, with nothing (-), or with a refusal', () => {
    const table = readTable(`
      state       request    other book  confirm   decline   abandon     settle     refund
      new         requested  requested   404       404       404         404        404
      requested   -          422         reserved  declined  abandoning  -          -
      declined    402        422         402       -         -           -          -
      abandoning  503        422         503       -         -           abandoned  -
      abandoned   requested  422         503       -         -           -          -
      reserved    -          422         -         -         -           -          -
      waiting     -          422         -         -         -           -          -
      ready       -          422         -         -         -           -          -
      rented      -          422         -         -         -           -          -
      returned    -          422         -         -         -           -          -
      cancelled   -          422         -         -         -           -          refunded
      refunded    -          422         -         -         -           -          -
    `);
    const later = readTable(`
      state       hold       queue      lend       refuse     cancel     rental  unchecked  return    attest
      new         404        404        404        404        404        404     404        404       404
      requested   -          -          -          -          409        409     409        409   -
      declined    -          -          -          -          409        409     409        409   -
      abandoning  -          -          -          -          409        409     409        409   -
      abandoned   -          -          -          -          409        409     409        409   -
      reserved    ready      waiting    -          cancelled  cancelled  503     rented     409   -
      waiting     ready      waiting    -          cancelled  cancelled  409     409        409   -
      ready       ready      waiting    -          cancelled  cancelled  rented  rented     409   -
      rented      allocated  allocated  allocated  -          409        409     409        returned  -
      returned    -          -          -          -          409        409     409        409   ended
      cancelled   -          -          -          -          409        409     409        409   ended
      refunded    -          -          -          -          409        409     409        409   ended
    `);

    for (const state of ['new', ...states] as const) {
      it(state, () => {
        const current = state === 'new' ? rental.initial : given(into[state]).state;
        const answers = Object.entries(commands).map(([name, command]) => {
          const outcome = rental.decide(command, current);
          if (!isRefusal(outcome))
            return [name, outcome.map(({ type }) => type.replace('library.rental.', '')).join() || '-'];
          assert.equal(outcome.state, outcome.kind === 'conflict' ? state : undefined);
          return [name, String(http[outcome.kind])];
        });
        assert.deepEqual(Object.fromEntries(answers), { ...table.get(state), ...later.get(state) });
      });
    }
  });

  describe('and its payment', () => {
    it('asks for the payment under its own id, and keeps the terms', () => {
      given()
        .when(commands.request)
        .thenEvents({
          type: 'library.rental.requested',
          data: { ...terms, requestedAt: at, requestId: 'new', due: 9 },
        });
    });

    it('is a reservation only once the payment is confirmed', () => {
      given(into.requested).when(commands.confirm).thenEvents({ type: 'library.rental.reserved', data: terms });
    });

    it('tells why a payment was declined, however often it is asked', () => {
      given(into.requested).when(commands.decline).thenEvents(into.declined);
      given(into.declined).when(commands.request).thenRefused('payment-declined');
    });

    it('is given up when the outcome is unknown, and abandoned when nothing stays charged', () => {
      given(into.requested)
        .when(commands.abandon)
        .thenEvents({ type: 'library.rental.abandoning', data: { ...terms, ...asked, due: 9 } });
      given(into.abandoning).when(commands.settle).thenEvents(into.abandoned);
    });

    it('is paid under a new id when it is asked for again after it was abandoned', () => {
      const again = { ...terms, requestedAt: at, attempt: 2, paymentId: 'r1.2' };
      given(into.abandoned)
        .when(commands.request)
        .thenEvents({ type: 'library.rental.requested', data: { ...again, requestId: 'new', due: 9 } });
      given({ type: 'library.rental.abandoned', data: again })
        .when(commands.request)
        .thenEvents({
          type: 'library.rental.requested',
          data: { ...again, attempt: 3, paymentId: 'r1.3', requestId: 'new', due: 9 },
        });
    });

    it('takes no late word about an earlier payment for one about this payment', () => {
      for (const state of states) {
        const { type, data } = into[state];
        const second = given({ type, data: { ...data, attempt: 2, paymentId: 'r1.2' } } as RentalEvent);
        second.when(commands.confirm).thenRefused('payment-unavailable');
        second.when(commands.decline).thenEvents();
        second.when(commands.settle).thenEvents();
        second.when(commands.refund).thenEvents();
      }
    });

    it('refuses its key for another member too', () => {
      given(into.reserved)
        .when({ ...commands.request, memberId: 'lee' })
        .thenRefused('key-reused');
    });
  });

  describe('and its title', () => {
    it('is ready when a copy is held', () => {
      given(into.waiting)
        .when(commands.hold)
        .thenEvents({ type: 'library.rental.ready', data: { ...terms, copy: 1, title: 'Dune', toldBy: 8 } });
    });

    it('waits at a position when none is free, even if it was ready before', () => {
      const waiting = { ...terms, position: 1, title: 'Dune', toldBy: 8 };
      given(into.ready).when(commands.queue).thenEvents({ type: 'library.rental.waiting', data: waiting });
    });

    it('believes the newest word, in whatever order they come', () => {
      for (const state of ['waiting', 'ready', 'rented'] as const) {
        for (const toldBy of [1, 5]) {
          given(into[state])
            .when({ ...commands.hold, toldBy })
            .thenEvents();
          given(into[state])
            .when({ ...commands.queue, toldBy })
            .thenEvents();
        }
      }
    });

    it('learns after the check-out which copy the member took', () => {
      given({ type: 'library.rental.rented', data: { ...terms, ...asked, rentedAt: at } })
        .when(commands.hold)
        .thenEvents({
          type: 'library.rental.allocated',
          data: { ...terms, ...asked, rentedAt: at, copy: 1, title: 'Dune', toldBy: 8 },
        });
    });

    it('has no place in the queue once it is rented, nor the copy that went to another', () => {
      const { copy, ...others } = loan;
      given(into.rented)
        .when(commands.queue)
        .thenEvents({ type: 'library.rental.allocated', data: { ...others, toldBy: 8 } });
    });

    it('says again how it has ended when the title asks, and stands as before', () => {
      const ended = (by: 'cancel' | 'return') =>
        ({ type: 'library.rental.ended', data: { ...terms, by, toldBy: 8 } }) as const;
      given(into.returned).when(commands.attest).thenEvents(ended('return'));
      given(into.refunded).when(commands.attest).thenEvents(ended('cancel'));
      given(into.refunded, ended('cancel')).when(commands.attest).thenEvents();
      const { attested, ...state } = given(into.refunded, ended('cancel')).state as { attested?: number };
      assert.equal(attested, 8);
      assert.deepEqual(state, given(into.refunded).state);
    });

    it('is cancelled when the title refuses it, and then refunded', () => {
      const refused = { ...terms, reason: 'unknown-title' } as const;
      given(into.reserved).when(commands.refuse).thenEvents({ type: 'library.rental.cancelled', data: refused });
      given({ type: 'library.rental.cancelled', data: refused })
        .when(commands.refund)
        .thenEvents({ type: 'library.rental.refunded', data: refused });
    });
  });

  describe('and its member', () => {
    it('keeps the copy through check-out and return', () => {
      given(into.ready)
        .when(commands.rental)
        .thenEvents({
          type: 'library.rental.rented',
          data: { ...terms, ...held, rentedAt: at, requestId: 'new' },
        });
      given(into.rented)
        .when(commands.return)
        .thenEvents({
          type: 'library.rental.returned',
          data: { ...loan, returnedAt: at, requestId: 'new' },
        });
    });

    it('keeps what was held when it is cancelled', () => {
      given(into.ready)
        .when(commands.cancel)
        .thenEvents({
          type: 'library.rental.cancelled',
          data: { ...terms, ...held, reason: 'member', requestId: 'new' },
        });
    });

    it('takes a request that comes twice as one', () => {
      given(into.rented)
        .when({ type: 'rental', at, ...asked })
        .thenEvents();
      given(into.returned)
        .when({ type: 'return', at, ...asked })
        .thenEvents();
      given(into.cancelled)
        .when({ type: 'cancel', at, ...asked })
        .thenEvents();
      given(into.refunded)
        .when({ type: 'cancel', at, ...asked })
        .thenEvents();
    });

    it('tells another request from a repeat even when both have one request id', () => {
      given(into.rented)
        .when({ type: 'return', at, ...asked })
        .thenTypes('library.rental.returned');
      given(into.requested)
        .when({ type: 'cancel', at, ...asked })
        .thenRefused('rental-state', 'requested');
      given(into.returned)
        .when({ type: 'rental', at, ...asked })
        .thenRefused('rental-state', 'returned');
    });
  });
});
