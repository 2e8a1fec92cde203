import { callsTo } from '../../mixins/calls.ts';
import type { FirstSteps } from '../../mixins/system.ts';
import { requestActions } from './request/request.contract.ts';

const { call } = callsTo(requestActions);
const publId = '100';
/** What lies before the reviewers at first. */
const samples = { 'sample-emma': 'Emma', 'sample-pachinko': '파친코' } as const;

export const registrationFirstSteps: FirstSteps = {
  page: '/app/registration',
  first: 'approve or reject a new title as a reviewer',
  async bringSamples(broker) {
    const { total } = await call(broker, 'registration.request.list', { pageSize: 1 });
    if (total > 0) return;
    for (const [id, bookNm] of Object.entries(samples))
      await call(broker, 'registration.request.ask', { id, bookId: id, bookNm, publId });
  },
  steps({ url, json }) {
    const title = JSON.stringify({ bookId: '99', bookNm: 'mybook', publId });
    const decision = JSON.stringify({ reqReqId: Object.keys(samples)[0], appYn: 'Y', publId });
    return [
      ['New title', `curl -i ${url}/market/regRequests ${json} '${title}'`],
      ['Approve a title', `curl -i ${url}/market/approves ${json} '${decision}'`],
      ['New titles', `curl '${url}/market/publpages?publId=${publId}'`],
    ];
  },
};
