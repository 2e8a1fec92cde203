import { defineView } from '../../../mixins/view.ts';
import { followedRequests, type RequestEnvelope, requestEvents, rowOf } from '../request/request.contract.ts';
import { type PublisherRow, pubviewListing } from './pubview.contract.ts';

/** A publisher's page, made of the events of requests. */
export default defineView({
  name: 'registration.pubview',
  records: {
    noun: 'registration-publpage',
    collection: { name: 'pubview', columns: { publId: { type: 'text', index: 'all', fixed: true } } },
    owner: 'publId',
    ...pubviewListing,
    present: (row) => row,
  },
  follows: {
    pattern: followedRequests,
    data: requestEvents,
    project: (event: RequestEnvelope): Omit<PublisherRow, 'id'> => rowOf(event),
  },
  isLive: true,
});
