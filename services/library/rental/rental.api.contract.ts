import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Listing, listRules } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule, line, memberRule } from '../../../mixins/contract/rules.ts';
import { pageOf } from '../../../mixins/contract/schema.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { deskOnly, noOverride, notAtKiosk, staffOnly } from './permission.ts';
import { history, rental, termsOfReservations } from './rental.answers.contract.ts';

/** The actions of the rental service that others may call: what they take, answer, and are refused with. */

const waitRule = {
  type: 'boolean',
  description: 'false: only if a copy is free. Otherwise the reservation joins the queue when none is.',
  optional: true,
} as const;

export const rentalListing: Listing = { filters: ['state'], sorts: [] };

export const rentalActions = {
  'rental.reserve': {
    about:
      'Reserves a book for a member, who can have one live reservation of a title. It is paid at once: no reservation exists unless its payment completed. With "wait": false it is refused when no copy is free, and nothing is charged; when the last free copy goes at that very moment, it is cancelled and refunded by itself.',
    params: { id: idRule, memberId: memberRule, bookId: idRule, wait: waitRule, $$strict: true },
    example: { memberId: 'kim', bookId: '1' },
    answer: rental,
    refusals: [
      { refused: 'payment-declined', kind: 'payment-required', detail: 'The card was declined.' },
      {
        refused: 'key-reused',
        kind: 'invalid',
        detail: 'This key was used for a reservation of another book or member.',
      },
      {
        refused: 'title-withdrawn',
        kind: 'conflict',
        detail: 'The library no longer has this title. Nothing was charged.',
      },
      {
        refused: 'unknown-member',
        kind: 'invalid',
        detail: 'There is no member "Kim". Did you mean "kim"? Nothing was charged.',
      },
      {
        refused: 'members-unavailable',
        kind: 'unavailable',
        detail: 'Whether there is such a member cannot be asked now. Nothing was charged: try again shortly.',
      },
      {
        refused: 'already-reserved',
        kind: 'conflict',
        detail:
          'This member has a reservation of this title already: C4YNWHYYD0SAWMZNA62MKN6EB4, which is ready. Nothing was charged.',
        state: 'ready',
        id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
      },
      {
        refused: 'would-wait',
        kind: 'conflict',
        detail: 'No copy is free: it would be number 3 in the queue. Nothing was charged.',
      },
      {
        refused: 'payment-unavailable',
        kind: 'unavailable',
        detail: 'The payment could not be completed and nothing stays charged. Try again shortly.',
      },
      othersRecords,
    ],
  },
  'rental.transition': {
    about:
      'Checks a reserved book out (rental), takes it back (return), or cancels the reservation (cancel). With override, staff checks out a copy that is held for another, who then is the first to wait. After a return, GET /books/{bookId}/waitlist says where the copy goes: the entry of its number in `copies` names who holds it next, or nobody; as long as it names this rental, that is not decided.',
    params: {
      id: idRule,
      reqState: { type: 'enum', values: ['cancel', 'rental', 'return'] },
      override: {
        type: 'object',
        optional: true,
        strict: true,
        props: { reason: { type: 'string', min: 1, max: 200, ...line } },
      },
      $$strict: true,
    },
    example: { reqState: 'rental' },
    answer: rental,
    refusals: [
      notFound('rental'),
      {
        refused: 'rental-state',
        kind: 'conflict',
        detail: 'A rental that is rented does not take "cancel".',
        state: 'rented',
      },
      {
        refused: 'allocation-unknown',
        kind: 'unavailable',
        detail: 'The title has not said yet whether a copy is there for this rental.',
      },
      noOverride,
      deskOnly,
      staffOnly,
      notAtKiosk,
    ],
  },
  'rental.get': {
    about: 'One rental.',
    params: getRules,
    answer: rental,
    refusals: [notFound('rental')],
  },
  'rental.history': {
    about: 'What happened to one rental, oldest first.',
    params: getRules,
    answer: history,
    refusals: [{ refused: 'rental-not-found', kind: 'not-found', detail: 'Nothing is known of such a rental.' }],
  },
  'rental.terms': {
    about: 'What a reservation costs.',
    params: { $$strict: true },
    answer: termsOfReservations,
    refusals: [],
  },
  'rental.list': { about: 'Rentals.', params: listRules(rentalListing), answer: pageOf(rental), refusals: [] },
} as const satisfies Record<string, ActionContract>;
