import { defineSystem, live, route } from '../../mixins/system.ts';
import { dashboardActions, dashboardRow } from './dashboard/dashboard.contract.ts';
import { acceptProductOrder, acceptReservation } from './edge.ts';
import { storeFirstSteps } from './first-steps.ts';
import { payActions } from './pay/pay.contract.ts';
import { productActions, productEvents } from './product/product.contract.ts';
import { reservationActions, reservationEvents } from './reservation/reservation.contract.ts';
import { storeCommands } from './store.commands.ts';
import { storeNotices } from './store.notices.ts';
import { supplierActions, supplierEvents } from './supplier/supplier.contract.ts';

const customer = { member: 'own', 'store.manager': 'all' } as const;
const manager = { 'store.manager': 'all' } as const;

/** The convenience store: a customer reserves pieces of a product, pays at once, and picks them up. */
export default defineSystem({
  name: 'store',
  title: { en: 'Convenience store', ko: '편의점' },
  about: {
    en: 'A customer reserves a product, pays at once and picks it up; the manager orders from the supplier.',
    ko: '고객이 상품을 예약하고 바로 결제한 뒤 매장에서 찾아갑니다. 점장은 공급자에게 상품을 주문합니다.',
  },
  mount: '/store',
  services: {
    'store.reservation': () => import('./reservation/reservation.service.ts'),
    'store.product': () => import('./product/product.service.ts'),
    'store.supplier': () => import('./supplier/supplier.service.ts'),
    'store.pay': () => import('./pay/pay.service.ts'),
    'store.dashboard': () => import('./dashboard/dashboard.service.ts'),
  },
  domains: {
    'store.reservation': { kind: 'core', en: 'what customers come for', ko: '고객이 찾는 것' },
    'store.product': { kind: 'core', en: 'who has which pieces', ko: '어느 상품이 누구의 것인지' },
    'store.supplier': { kind: 'supporting', en: 'brings what is sold', ko: '팔 물건을 가져옴' },
    'store.pay': { kind: 'view', en: 'what was paid, made of events', ko: '이벤트로 만드는 결제 내역' },
    'store.dashboard': { kind: 'view', en: 'what the manager sees, made of events', ko: '이벤트로 만드는 점장 화면' },
  },
  personal: ['store.reservation'],
  required: [],
  optional: ['store.reservation', 'store.product', 'store.supplier', 'store.pay', 'store.dashboard'],
  commands: storeCommands,
  firstSteps: storeFirstSteps,
  notices: storeNotices,
  actions: { ...productActions, ...supplierActions, ...reservationActions, ...payActions, ...dashboardActions },
  routes: [
    route(
      'POST /product/order',
      'store.product.order',
      manager,
      'order from the supplier {productName, productQty, …}',
      {
        creates: true,
        accepts: acceptProductOrder,
      },
    ),
    route('GET /product/order/{id}', 'store.supplier.get', manager, 'one order to the supplier'),
    route('GET /product/list', 'store.product.list', { anyone: 'all' }, 'products, with the pieces that are left'),
    route('GET /product/list/{id}', 'store.product.get', { anyone: 'all' }, 'one product'),
    route('POST /product/pickup/{id}', 'store.reservation.pickUp', manager, 'a reservation is picked up', {
      bodiless: true,
    }),
    route('GET /stock/list', 'store.supplier.list', manager, 'what the supplier has shipped; ?productId'),
    route('POST /reservation/order', 'store.reservation.order', customer, 'reserve {productId, qty, customerId, …}', {
      creates: true,
      accepts: acceptReservation,
    }),
    route('GET /reservation/order/{id}', 'store.reservation.get', customer, 'one reservation'),
    route('GET /reservation/list', 'store.reservation.list', customer, 'reservations; ?customerId, productId, state'),
    route('PATCH /reservation/cancel/{id}', 'store.reservation.cancel', customer, 'cancel a reservation', {
      bodiless: true,
    }),
    route('GET /reservation/contact/{id}', 'store.reservation.contact', manager, 'whom to call about a reservation'),
    route('GET /reservation/history/{id}', 'store.reservation.history', customer, 'what happened to one reservation'),
    route('POST /reservation/reseal', 'store.reservation.reseal', {}, 'seal personal data anew by the newest key', {
      bodiless: true,
    }),
    route('GET /pay/list', 'store.pay.list', customer, 'payments of the store; ?customerId, reserveId'),
    route('GET /dashboard/list', 'store.dashboard.list', customer, 'reservations as they stand; ?productId, state'),
    live('/dashboard/stream', "a customer's reservations as they change, as events; ?customerId", {
      view: 'store.dashboard',
      lists: 'store.dashboard.list',
      owner: 'customerId',
      ownerAbout: 'Whose reservations.',
      row: dashboardRow,
      description: "A customer's reservations of the store as they change.",
    }),
    route('GET /dashboard/reservations/{id}', 'store.dashboard.get', customer, 'one reservation of the dashboard'),
    route('GET /dashboard/list/{customerId}', 'store.dashboard.list', customer, 'those of a customer'),
  ],
  events: { ...productEvents, ...supplierEvents, ...reservationEvents },
  tags: {
    product: 'Products of the store.',
    stock: 'What the supplier has shipped.',
    reservation: 'Reservations of customers.',
    pay: 'Payments of the store.',
    dashboard: 'Reservations as they stand.',
  },
  duties: [{ role: 'store.manager', about: 'the manager of the store' }],
  variables: {},
  proof: () => import('./store.proof.ts'),
  // What happens to pieces belongs to the story of their reservation, or of their order.
  storyOf: ({ subject, data }) => {
    if ('reserveId' in data) return String(data.reserveId);
    return 'orderId' in data ? String(data.orderId) : subject;
  },
});
