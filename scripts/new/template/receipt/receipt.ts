import type { Decider } from '../../../../mixins/kernel/decider.ts';
import type { ReceiptEvent } from './receipt.contract.ts';

/** The receipt of a ticket: written once. */
export interface Receipt {
  readonly memberId?: string;
  readonly text?: string;
}

export interface ReceiptCommand {
  readonly type: 'write';
  readonly memberId: string;
  readonly text: string;
}

export const receipt: Decider<Receipt, ReceiptCommand, ReceiptEvent> = {
  initial: {},
  decide: ({ memberId, text }, { text: written }) =>
    written === undefined ? [{ type: 'example.receipt.written', data: { memberId, text } }] : [],
  evolve: (_, { data }) => data,
};
