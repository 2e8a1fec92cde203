import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dataCheck } from '../../../mixins/event-data.ts';
import { everyLife, take } from '../../../test/support/lives.ts';
import { at } from '../../../test/support/rentals.ts';
import { type RentalEvent, rentalEventDefinitions } from './rental.contract.ts';
import { restateRental } from './rental.restate.ts';
import { type Rental, type RentalCommand, rental } from './rental.ts';

const paymentId = fc.constantFrom('r1', 'r1', 'r1.2', 'r1.3');
const requestId = fc.constantFrom('one', 'two', 'three');
const title = fc.constant('Dune');
const by = fc.constantFrom({ id: 'kim', role: 'member' } as const, { id: 'choi', role: 'librarian' } as const);
const asking = { at: fc.constant(at), requestId, by };
const small = fc.integer({ min: 1, max: 6 });
const due = fc.constant(9);
const request = {
  type: fc.constant('request'),
  id: fc.constant('r1'),
  memberId: fc.constant('kim'),
  bookId: fc.constantFrom('dune', 'dune', 'emma'),
  amount: fc.constant(1_000),
  at: fc.constant(at),
  due,
  requestId,
} as const;

/** Weighted so that a good part of the lives reaches each state. */
const command: fc.Arbitrary<RentalCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.record(request) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('confirm'), paymentId }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('decline'), paymentId, reason: fc.constant('no funds') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('abandon'), due }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constantFrom('settle', 'refund'), paymentId }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('hold'), copy: small, title, toldBy: small }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('queue'), position: small, title, toldBy: small }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('lend'), copy: fc.option(small), title, toldBy: small }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('refuse'), reason: fc.constantFrom('unknown-title', 'stale') }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel'), ...asking }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('rental'), ...asking, unchecked: fc.constant(true) }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constantFrom('rental', 'return'), ...asking }) },
);

const inEveryLife = everyLife(rental, {
  commands: fc.array(command, { minLength: 20, maxLength: 60 }),
  seed: 20_260_102,
});

const lifecycle: Record<Rental['state'], readonly Rental['state'][]> = {
  new: ['requested'],
  requested: ['reserved', 'declined', 'abandoning'],
  declined: [],
  abandoning: ['abandoned'],
  abandoned: ['requested'],
  reserved: ['waiting', 'ready', 'rented', 'cancelled'],
  waiting: ['waiting', 'ready', 'cancelled'],
  ready: ['waiting', 'ready', 'rented', 'cancelled'],
  rented: ['rented', 'returned'],
  returned: [],
  cancelled: ['refunded'],
  refunded: [],
};

describe('Whatever is asked of a rental, in whatever order', () => {
  it('moves along its lifecycle only, and ends once', () => {
    inEveryLife((life) => {
      for (const { before, events, after } of life)
        if (events.length > 0)
          assert.ok(lifecycle[before.state].includes(after.state), `${before.state} → ${after.state}`);
    });
  });

  it('has events whose data are what its contract says', () => {
    const faultOf = dataCheck(rentalEventDefinitions);
    inEveryLife((life) => {
      for (const event of life.flatMap(({ events }) => events)) assert.equal(faultOf(event), undefined, event.type);
    });
  });

  it('is what its newest event says', () => {
    inEveryLife((life) => {
      for (const { before, events, after } of life) {
        assert.ok(events.length <= 1);
        const [event] = events;
        const state = event?.type.replace('library.rental.', '').replace('allocated', 'rented');
        const { place: _, ...said } = after as typeof after & { place?: string };
        assert.deepEqual(event ? said : after, event ? { ...event.data, state } : before);
      }
    });
  });

  it('has a place in the queue while it waits, and at no other time', () => {
    inEveryLife((life) => {
      for (const { after } of life) assert.equal('place' in after, after.state === 'waiting');
    });
  });

  it('is again what it was after the event that tells its state again, which its contract allows', () => {
    const faultOf = dataCheck(rentalEventDefinitions);
    inEveryLife((life) => {
      for (const { after } of life) {
        const event = restateRental(after);
        assert.equal(event === undefined, after.state === 'new');
        if (!event) continue;
        assert.deepEqual(rental.evolve(rental.initial, event), after);
        assert.equal(faultOf(event), undefined, event.type);
      }
    });
  });

  it('is reserved only by the word of the very payment that it asked for', () => {
    const words: Partial<Record<RentalEvent['type'], RentalCommand['type']>> = {
      'library.rental.reserved': 'confirm',
      'library.rental.declined': 'decline',
      'library.rental.abandoned': 'settle',
      'library.rental.refunded': 'refund',
    };
    inEveryLife((life) => {
      for (const { command, before, events } of life) {
        const word = events[0] && words[events[0].type];
        if (!word) continue;
        assert.equal(command.type, word);
        assert.ok('paymentId' in command && 'paymentId' in before && command.paymentId === before.paymentId);
      }
    });
  });

  it('is rented only after the payment of the same attempt, and each attempt has a payment of its own', () => {
    inEveryLife((life) => {
      const events = life.flatMap((step) => step.events);
      const asked = events.filter(({ type }) => type === 'library.rental.requested').map(({ data }) => data.paymentId);
      assert.equal(new Set(asked).size, asked.length);
      const rented = events.findIndex(({ type }) => type === 'library.rental.rented');
      if (rented < 0) return;
      const paid = events.slice(0, rented).find(({ type }) => type === 'library.rental.reserved');
      assert.equal(paid?.data.attempt, events[rented]?.data.attempt);
      assert.equal(paid?.data.paymentId, asked.at(-1));
    });
  });

  it('does a command once, however often it comes', () => {
    inEveryLife((life) => {
      for (const { command, after } of life) assert.deepEqual(take(rental, after, command).events, []);
    });
  });

  it('never goes back to an older word of its title', () => {
    inEveryLife((life) => {
      for (const { before, after } of life)
        if ('toldBy' in before) assert.ok('toldBy' in after && (after.toldBy ?? 0) >= (before.toldBy ?? 0));
    });
  });

  it('is taken with a copy that is held for it, or else is marked', () => {
    inEveryLife((life) => {
      for (const { before, after, events } of life)
        if (events[0]?.type === 'library.rental.rented' && after.state === 'rented')
          assert.ok(before.state === 'ready' ? after.copy === before.copy : after.unchecked && !after.copy);
    });
  });

  it('keeps the terms it was asked under, but for a new attempt', () => {
    inEveryLife((life) => {
      for (const { before, after } of life) {
        if (before.state === 'new' || before.state === 'abandoned' || after.state === 'new') continue;
        for (const term of ['memberId', 'bookId', 'amount', 'paymentId', 'attempt', 'requestedAt'] as const)
          assert.equal(after[term], before[term]);
      }
    });
  });

  it('decides the same after it was saved and loaded', () => {
    inEveryLife((life) => {
      for (const { command, before } of life) {
        const loaded = JSON.parse(JSON.stringify(before));
        assert.deepEqual(rental.decide(command, loaded), rental.decide(command, before));
      }
    });
  });
});
