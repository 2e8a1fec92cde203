import type { Decider } from '../../../mixins/kernel/decider.ts';
import type { OrderEnvelope } from '../order/order.contract.ts';
import type { DeliveryEvent, DeliveryView } from './delivery.contract.ts';

/** The rule of a delivery. Events may come in any order: what was cancelled is not sent any more. */
export type Delivery = { readonly status: 'new' } | (Parcel & { readonly status: DeliveryView['status'] });

type Parcel = Omit<DeliveryView, 'id' | 'status'>;

export type DeliveryCommand = { readonly type: 'ship' | 'cancel' } & Parcel;

const statuses = { shipped: 'Shipped', cancelled: 'Cancelled' } as const;

export const delivery: Decider<Delivery, DeliveryCommand, DeliveryEvent> = {
  initial: { status: 'new' },
  decide({ type, ...data }, { status }) {
    if (type === 'ship') return status === 'new' ? [{ type: 'market.delivery.shipped', data }] : [];
    return status === 'Cancelled' ? [] : [{ type: 'market.delivery.cancelled', data }];
  },
  evolve(_before, { type, data }) {
    return { ...data, status: statuses[type.slice('market.delivery.'.length) as keyof typeof statuses] };
  },
};

/** The event that says again what a delivery is. */
export function restateDelivery({ status, ...data }: Delivery): DeliveryEvent | undefined {
  if (status === 'new') return undefined;
  const type = status === 'Shipped' ? 'market.delivery.shipped' : 'market.delivery.cancelled';
  return { type, data: data as Parcel };
}

/** What an order's event means for its delivery. Nothing is sent, and nobody is told so, once it is cancelled. */
const commands = {
  'market.order.paid': 'ship',
  'market.order.cancelled': 'cancel',
  'market.order.refunded': 'cancel',
} as const;
export const followedTypes = Object.keys(commands) as (keyof typeof commands)[];

export function followOrder({ type, subject: id, data }: OrderEnvelope) {
  const { bookId, qty, customerId } = data;
  return { id, command: { type: commands[type as keyof typeof commands], orderId: id, bookId, qty, customerId } };
}
