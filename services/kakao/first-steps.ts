import type { FirstSteps } from '../../mixins/system.ts';

export const kakaoFirstSteps: FirstSteps = {
  page: '/app/kakao',
  first: 'read what members were told',
  steps({ url, json }) {
    const body = JSON.stringify({ customerId: 'kim', message: 'The library is closed on Monday.' });
    return [
      ['Message', `curl -i ${url}/kakaos ${json} '${body}'`],
      ['Messages', `curl '${url}/kakaomsgs?customerId=kim'`],
    ];
  },
};
