import type { FirstSteps } from '../../mixins/system.ts';

/** Nothing has to be there before somebody orders. */
export const marketFirstSteps: FirstSteps = {
  page: '/app/market',
  first: 'order copies of a book, and see them shipped',
  steps({ url, json }) {
    const body = JSON.stringify({ bookId: '10', qty: 1, customerId: 'kim' });
    return [
      ['Order', `curl -i ${url}/market/orders ${json} '${body}'`],
      ['Orders', `curl '${url}/market/mypages?customerId=kim'`],
    ];
  },
};
