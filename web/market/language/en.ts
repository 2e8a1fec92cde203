import { plural } from '../../kit/language/plural.ts';

const count = plural('en');
const copies = (number: number) => count(number, { one: '# copy', other: '# copies' });

export const en = {
  title: 'Book market',
  hint: 'Try this: order two copies of a book, see them shipped, then cancel and see the refund.',
  pages: { books: 'Books', orders: 'My orders' },
  roles: { 'market.staff': 'Market staff' } as Record<string, string>,
  books: {
    search: 'Title or author',
    find: 'Search',
    price: (price: string) => `A copy costs ${price}. You pay when you order.`,
    found: (titles: number) => count(titles, { one: '# title', other: '# titles' }),
    none: 'No title was found. Search for another word, or order by its number below.',
    each: (price: string) => `${price} each`,
    qty: 'Copies',
    order: 'Order',
    pay: (price: string) => `Order for ${price}`,
    orderOf: (name: string) => `Order of “${name}”`,
    orderWhat: (button: string, name: string) => `${button}: “${name}”`,
    ordered: (name: string, number: number, price: string) =>
      `You have ordered ${copies(number)} of “${name}” for ${price}.`,
    seeOrders: 'See my orders',
    byNumber: 'Order by number',
    number: 'Number of the book',
    book: (id: string) => `Book ${id}`,
  },
  orders: {
    first: 'Say who you are, to see your orders.',
    empty: 'You have ordered nothing yet.',
    what: (number: number, price: string) => `${copies(number)} · ${price}`,
    ordered: 'Ordered',
    ended: 'Cancelled',
    declined: 'Nothing was charged. Check your means of payment, and order again.',
    history: 'History',
    historyWhat: (name: string) => `History of the order of “${name}”`,
    cancel: 'Cancel',
    cancelWhat: (name: string) => `Cancel the order of “${name}”`,
    cancelSure: (name: string) => `Cancel the order of “${name}”?`,
    cancelEffect: (price: string) => `You get ${price} back. What was shipped is called back.`,
    confirm: 'Cancel the order',
    keep: 'Keep it',
    cancelled: (name: string) => `The order of “${name}” is cancelled.`,
  },
  states: {
    requested: 'Being paid',
    declined: 'Payment declined',
    abandoning: 'Being given up',
    abandoned: 'Given up, nothing was charged',
    paid: 'Paid',
    shipped: 'Shipped',
    cancelled: 'Cancelled',
    refunded: 'Refunded',
  } as Record<string, string>,
  problems: {
    'market-payment-unavailable': 'Payment does not answer, and nothing is ordered. Try again in a moment.',
    'market-payment-declined': 'The payment was declined, and nothing is ordered. Check your means of payment.',
    'market-order-not-found': 'There is no such order.',
    'market-mypage-not-found': 'There is no such order.',
  } as Record<string, string>,
};
