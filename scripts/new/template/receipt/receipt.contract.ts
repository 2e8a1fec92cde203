import type { ActionContract } from '../../../../mixins/contract/action.ts';
import { defineEvents, type EventsOf } from '../../../../mixins/contract/events.ts';
import { getRules, idRule, memberRule, schemaOf } from '../../../../mixins/contract/rules.ts';
import { named, text } from '../../../../mixins/contract/schema.ts';
import { textRule } from '../../../../mixins/contract/values.ts';
import { notFound } from '../../../../mixins/kernel/decider.ts';

/** What others may depend on of the receipt service, which writes one for each ticket. */

export const receiptEvents = defineEvents({
  'example.receipt.written': {
    about: 'A receipt is written for a ticket.',
    data: { memberId: memberRule, text: textRule(300) },
  },
});

export type ReceiptEvent = EventsOf<typeof receiptEvents>;

export interface ReceiptView {
  /** The ticket's. */
  readonly id: string;
  readonly memberId: string;
  readonly text: string;
}

const receipt = named<ReceiptView>(
  'ExampleReceipt',
  { required: { id: schemaOf(idRule), memberId: schemaOf(memberRule), text: text(300) }, optional: {} },
  { id: 'T1', memberId: 'kim', text: 'We have got it: A lamp is out' },
);

export const receiptActions = {
  'example.receipt.get': {
    about: 'The receipt of a ticket.',
    params: getRules,
    answer: receipt,
    refusals: [notFound('receipt')],
  },
} as const satisfies Record<string, ActionContract>;
