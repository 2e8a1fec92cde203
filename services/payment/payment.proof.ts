import { defineProof } from '../../mixins/proof.ts';
import { ledgerBalances } from './ledger.proof.ts';
import { type Payment, payment } from './payment.ts';

export default defineProof({
  aggregates: {
    payment: { decider: payment, isTransient: (state: Payment) => 'due' in state && state.due !== undefined },
  },
  views: {},
  commands: [],
  rules: { 'the ledger balances': ledgerBalances },
});
