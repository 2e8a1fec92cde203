import { defineSystem, live, route } from '../../mixins/system.ts';
import { customerRow, customerviewActions } from './customerview/customerview.contract.ts';
import { deliveryActions, deliveryEvents } from './delivery/delivery.contract.ts';
import { acceptOrder } from './edge.ts';
import { marketFirstSteps } from './first-steps.ts';
import { marketCommands } from './market.commands.ts';
import { marketNotices } from './market.notices.ts';
import { orderActions, orderEvents } from './order/order.contract.ts';
import { orderVariables } from './order/order.variables.ts';

const customer = { member: 'own', 'market.staff': 'all' } as const;

/** The book market: a customer orders copies of a book, pays at once, and they are sent. */
export default defineSystem({
  name: 'market',
  title: { en: 'Book market', ko: '도서 마켓' },
  about: {
    en: 'A customer orders copies of a book, pays at once, and they are sent; a cancelled order is refunded.',
    ko: '고객이 도서를 주문하고 바로 결제하면 배송됩니다. 취소하면 환불됩니다.',
  },
  mount: '/market',
  services: {
    'market.order': () => import('./order/order.service.ts'),
    'market.delivery': () => import('./delivery/delivery.service.ts'),
    'market.customerview': () => import('./customerview/customerview.service.ts'),
  },
  domains: {
    'market.order': { kind: 'core', en: 'what customers come for', ko: '고객이 찾는 것' },
    'market.delivery': {
      kind: 'supporting',
      en: 'an order has to reach its customer',
      ko: '주문은 고객에게 닿아야 함',
    },
    'market.customerview': {
      kind: 'view',
      en: 'what a customer sees, made of events',
      ko: '이벤트로 만드는 고객 화면',
    },
  },
  required: [],
  optional: ['market.order', 'market.delivery', 'market.customerview'],
  commands: marketCommands,
  firstSteps: marketFirstSteps,
  notices: marketNotices,
  actions: { ...orderActions, ...deliveryActions, ...customerviewActions },
  routes: [
    route('POST /orders', 'market.order.request', customer, 'order {bookId, qty, customerId}', {
      creates: true,
      accepts: acceptOrder,
    }),
    route('GET /terms', 'market.order.terms', { anyone: 'all' }, 'what a copy costs'),
    route('GET /orders', 'market.order.list', customer, 'orders; ?customerId, bookId, state'),
    route('GET /orders/{id}', 'market.order.get', customer, 'one order'),
    route('DELETE /orders/{id}', 'market.order.cancel', customer, 'cancel an order, which stays to be seen'),
    route('GET /orders/{id}/history', 'market.order.history', customer, 'what happened to one order'),
    route('GET /deliveries', 'market.delivery.list', customer, 'deliveries; ?customerId, status'),
    route('GET /deliveries/{id}', 'market.delivery.get', customer, 'one delivery'),
    route('GET /mypages', 'market.customerview.list', customer, "a customer's orders; ?customerId"),
    live('/mypages/stream', "a customer's orders as they change, as events; ?customerId", {
      view: 'market.customerview',
      lists: 'market.customerview.list',
      owner: 'customerId',
      ownerAbout: 'Whose orders.',
      row: customerRow,
      description: "A customer's orders as they change.",
    }),
    route('GET /mypages/{id}', 'market.customerview.get', customer, 'one order of a page'),
  ],
  events: { ...orderEvents, ...deliveryEvents },
  tags: { orders: 'Orders of customers.', deliveries: 'Deliveries of orders.', mypages: "A customer's page." },
  duties: [{ role: 'market.staff', about: 'the staff of the market' }],
  variables: orderVariables,
  proof: () => import('./market.proof.ts'),
  storyOf: ({ subject }) => subject,
});
