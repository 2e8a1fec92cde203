import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { cancels } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { intent } from '../../../mixins/intent.mixin.ts';
import { refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { tellsSteps } from '../../history/steps.contract.ts';
import { askForPayment } from '../../payment/charge.contract.ts';
import { payerVariables } from '../../payment/payer.contract.ts';
import { callPayment } from '../../payment/payment.api.contract.ts';
import { ownerOf, type PaymentEnvelope, paymentEventDefinitions } from '../../payment/payment.contract.ts';
import { type DeliveryEnvelope, deliveryEvents } from '../delivery/delivery.contract.ts';
import {
  type OrderTerms,
  type OrderView,
  orderActions,
  orderEvents,
  orderKind,
  orderListing,
  orderUnpayable,
  shownOf,
} from './order.contract.ts';
import { intentOf, type Known, type Order, order, restateOrder } from './order.ts';
import { orderVariables } from './order.variables.ts';

type Params<Name extends keyof typeof orderActions> = Context<ParamsOf<(typeof orderActions)[Name]>>;
type Told<Envelope, Type> = Context<Extract<Envelope, { type: Type }>>;

/** An order must be paid before it is. Payment remembers each answer, so that it can be asked again. */
const paid = intent<Order, Parameters<typeof order.decide>[0]>({
  service: 'market.order',
  intentOf,
  commandOf: (word) => word,
  pending: orderUnpayable,
  remembers: true,
  undoneBy: { type: 'market.order.cancelled', data: orderEvents },
  settle(ctx, id, state) {
    const { paymentId, customerId: memberId } = state as Known;
    return callPayment(ctx, 'payment.settle', { id: paymentId, memberId, orderId: id, orderKind });
  },
});

/** Orders of the book market. */
export default defineAggregate({
  name: 'market.order',
  decider: order,
  records: {
    noun: 'market-order',
    collection: {
      name: 'order',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        bookId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
        due: { type: 'integer', index: 'present' },
      },
    },
    owner: 'customerId',
    ...orderListing,
    present,
  },
  mixins: [repair(restateOrder), paid, tellsSteps('market', 'market.order')],

  actions: {
    terms: {
      ...idempotent,
      params: orderActions['market.order.terms'].params,
      handler(): OrderTerms {
        return { price: settingsOf(this.broker, orderVariables).MARKET_PRICE };
      },
    },

    request: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [orderUnpayable.refused] },
      params: orderActions['market.order.request'].params,
      async handler(ctx: Params<'market.order.request'>): Promise<OrderView> {
        const { id, ...asked } = ctx.params;
        refuseOthers(ctx, asked.customerId);
        await this.refuseUnreachable(id, 'payment.pay');
        const { MARKET_PRICE: price } = settingsOf(this.broker, orderVariables);
        const { PAYMENT_TIMEOUT_MS } = settingsOf(this.broker, payerVariables);
        const { requestTimeout = 0 } = this.broker.options;
        const now = nowOf(this.broker);
        const terms = { amount: price * asked.qty, requestedAt: new Date(now).toISOString() };
        const due = now + PAYMENT_TIMEOUT_MS + requestTimeout;
        const { state } = await this.intend(ctx, id, { type: 'request', id, ...asked, ...terms, due }, (known) => {
          const { paymentId, customerId: memberId, amount } = known as Known;
          return askForPayment(ctx, paymentId, { memberId, amount, orderId: id, orderKind }, PAYMENT_TIMEOUT_MS);
        });
        return present({ id, ...state });
      },
    },

    cancel: cancels(order, orderActions['market.order.cancel'], present),
  },

  channels: {
    'market.delivery.shipped': {
      data: deliveryEvents,
      maxInFlight: 256,
      handler(ctx: Told<DeliveryEnvelope, 'market.delivery.shipped'>) {
        return this.follow(ctx, { id: ctx.params.subject, command: { type: 'ship' } });
      },
    },
    'payment.refunded': {
      data: paymentEventDefinitions,
      maxInFlight: 256,
      /** Refunds of other systems are passed over. */
      handler(ctx: Told<PaymentEnvelope, 'payment.refunded'>) {
        const { subject: key, data } = ctx.params;
        if (ownerOf(data) === orderKind)
          return this.follow(ctx, { id: data.orderId, command: { type: 'refund', key } });
      },
    },
  },
});

function present(record: Order & { readonly id: string }): OrderView {
  if (record.state === 'new') throw new Error(`${record.id} was never ordered`);
  return shownOf(record.state, record);
}
