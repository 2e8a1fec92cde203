import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { cancels } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { refuseOthers } from '../../../mixins/ownership.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { settingsOf } from '../../../mixins/settings.ts';
import { tellsSteps } from '../../history/steps.contract.ts';
import { askToBePaid, paid, timesOf } from '../../payment/paid.contract.ts';
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

/** An order must be paid before it is. */
const isPaid = paid<Order, Parameters<typeof order.decide>[0]>({
  service: orderKind,
  events: orderEvents,
  intentOf,
  pending: orderUnpayable,
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
  mixins: [repair(restateOrder), isPaid, tellsSteps('market', 'market.order')],

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
        const { at: requestedAt, due } = timesOf(this.broker);
        const command = { type: 'request', id, ...asked, amount: price * asked.qty, requestedAt, due } as const;
        const { state } = await this.intend(ctx, id, command, (written) =>
          askToBePaid(ctx, orderKind, id, written as Known, (written as Known).amount),
        );
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
  },
});

function present(record: Order & { readonly id: string }): OrderView {
  if (record.state === 'new') throw new Error(`${record.id} was never ordered`);
  return shownOf(record.state, record);
}
