import type { FirstSteps } from '../../mixins/system.ts';

export const kakaoFirstSteps: FirstSteps = {
  async steps(_broker, { url, token, json }) {
    const body = JSON.stringify({ customerId: 'kim', message: 'The library is closed on Monday.' });
    return [
      ['Message', `curl -i ${url}/kakaos ${json} '${body}'`],
      ['Messages', `curl ${token}'${url}/kakaomsgs?customerId=kim'`],
    ];
  },
};
