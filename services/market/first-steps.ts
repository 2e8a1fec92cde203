import type { FirstSteps } from '../../mixins/system.ts';

/** Nothing has to be there before somebody orders. */
export const marketFirstSteps: FirstSteps = {
  async steps(_broker, { url, token, json }) {
    const body = JSON.stringify({ bookId: '10', qty: 1, customerId: 'kim' });
    return [
      ['Order', `curl -i ${url}/market/orders ${json} '${body}'`],
      ['Orders', `curl ${token}'${url}/market/mypages?customerId=kim'`],
    ];
  },
};
