import { defineView } from '../../../mixins/view.ts';
import { paymentEventDefinitions, paymentEvents } from '../../payment/payment.contract.ts';
import { payListing, payRowOf } from './pay.contract.ts';

/** The payments of the store, made of payment's events. */
export default defineView({
  name: 'store.pay',
  records: {
    noun: 'store-payment',
    collection: {
      name: 'pay',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        reserveId: { type: 'text', index: 'all', fixed: true },
      },
    },
    owner: 'customerId',
    ...payListing,
    present: (row) => row,
  },
  follows: { pattern: paymentEvents, data: paymentEventDefinitions, project: payRowOf },
});
