import { plural } from '../../kit/language/plural.ts';

const count = plural('en');
const pieces = (number: number) => count(number, { one: '# piece', other: '# pieces' });
const counted = (all: string, shown: number, total: number) =>
  shown < total ? `${all}; the newest ${shown} are shown.` : all;

export const en = {
  title: 'Convenience store',
  hint: 'Try this: reserve two pieces of a product, then hand them over as the manager of the store.',
  pages: {
    products: 'Products',
    mine: 'My reservations',
    dashboard: 'Reservations',
    stock: 'Stock',
    payments: 'Payments',
  },
  roles: { 'store.manager': 'Store manager' } as Record<string, string>,
  only: 'This page is for the manager of the store.',
  old: 'The store does not answer just now, so this may be old. It is asked again by itself.',
  products: {
    about: 'You pay when you reserve, and pick it up at the store.',
    count: (number: number) =>
      number === 0 ? 'The store has no products yet.' : count(number, { one: '# product', other: '# products' }),
    each: (price: string) => `${price} each`,
    left: (number: number) => `${pieces(number)} left`,
    soldOut: 'Sold out',
    reserve: 'Reserve',
    reserveWhat: (name: string) => `Reserve “${name}”`,
    qty: 'Pieces',
    name: 'Your name',
    phone: 'Phone',
    phoneRule: 'A telephone number, such as 010-1234-5678',
    privacy:
      'The store calls you by these. They are erased when the reservation is over, and not kept in your browser.',
    pay: (price: string) => `Reserve and pay ${price}`,
    reserved: (name: string, number: number, price: string) =>
      `You have reserved ${pieces(number)} of “${name}” and paid ${price}.`,
    seeMine: 'See my reservations',
  },
  mine: {
    first: 'Say who you are, to see your reservations.',
    empty: 'You have reserved nothing yet.',
    ready: 'It is set aside for you. Say its number at the store.',
    declined: 'The payment was declined, and nothing was charged. Check your means of payment, and reserve again.',
    tooFew: 'Others were faster: too few pieces were left.',
    fewer: 'Reserve fewer, or come back when there are more.',
    refunding: (price: string) => `You get ${price} back.`,
    refunded: (price: string) => `You have got ${price} back.`,
    cancel: 'Cancel',
    cancelWhat: (name: string) => `Cancel the reservation of “${name}”`,
    cancelSure: (name: string) => `Cancel the reservation of “${name}”?`,
    cancelEffect: (price: string) => `You get ${price} back, and the pieces are there for others.`,
    confirm: 'Cancel the reservation',
    keep: 'Keep it',
    cancelled: (name: string) => `The reservation of “${name}” is cancelled.`,
  },
  reservation: {
    what: (number: number, price: string) => `${pieces(number)} · ${price}`,
    requested: 'Requested',
    cancelled: 'Cancelled',
    pickedUp: 'Picked up',
    number: (id: string) => `Number of the reservation: ${id}`,
    history: 'History',
    historyWhat: (name: string) => `History of the reservation of “${name}”`,
  },
  dashboard: {
    text: 'Number of the reservation, or customer',
    state: 'State',
    any: 'Any',
    find: 'Search',
    total: (shown: number, total: number) =>
      counted(count(total, { one: '# reservation', other: '# reservations' }), shown, total),
    of: (name: string, customer: string) => `${name}, for ${customer}`,
    pickUp: 'Handed over',
    pickUpWhat: (name: string, customer: string) => `Handed over: “${name}” to ${customer}`,
    pickUpSure: (customer: string) => `Has ${customer} got it?`,
    pickUpEffect: (number: number, name: string) =>
      `${pieces(number)} of “${name}” leave the store. This cannot be undone.`,
    keep: 'Not yet',
    tooFew: 'There were too few pieces.',
    pickedUp: (name: string, customer: string) => `${customer} has “${name}”.`,
  },
  stock: {
    another: 'A new product',
    name: 'Name',
    price: 'Price in won',
    qty: 'Pieces to order',
    order: 'Order',
    orderOf: (name: string) => `Order of “${name}”`,
    orderWhat: (name: string) => `Order “${name}”`,
    ordered: (name: string, number: number) => `${pieces(number)} of “${name}” are ordered from the supplier.`,
    reserved: (number: number) => `${pieces(number)} set aside`,
    onItsWay: (number: number) => `${pieces(number)} on the way`,
  },
  payments: {
    total: (shown: number, total: number) =>
      counted(count(total, { one: '# payment', other: '# payments' }), shown, total),
    nothing: 'Nothing',
    of: (customer: string) => `From ${customer}`,
    states: {
      captured: 'Paid',
      declined: 'Declined',
      refunding: 'Being given back',
      refunded: 'Given back',
      returning: 'Being given back',
      returned: 'Given back',
      voided: 'Called off',
    } as Record<string, string>,
  },
  states: {
    requested: 'Being paid',
    declined: 'Payment declined',
    abandoning: 'Being given up',
    abandoned: 'Given up, nothing was charged',
    reserved: 'Paid, being set aside',
    ready: 'Ready to pick up',
    'picked-up': 'Picked up',
    cancelled: 'Cancelled',
    refunded: 'Refunded',
  } as Record<string, string>,
  problems: {
    'store-payment-unavailable': 'Payment does not answer, and nothing is reserved. Try again in a moment.',
    'store-payment-declined': 'The payment was declined, and nothing is reserved. Check your means of payment.',
    'store-product-differs':
      'The price or the name has changed meanwhile, and nothing is reserved. See what it costs now, and reserve again.',
    'store-product-not-found': 'There is no such product any more. Choose another one.',
    'store-product-number': 'Somebody has ordered a new product at the same moment. Order again.',
    'store-reservation-not-found': 'There is no such reservation.',
    'store-dashboard-not-found': 'There is no such reservation.',
  } as Record<string, string>,
};
