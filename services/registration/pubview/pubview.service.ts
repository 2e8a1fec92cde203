import { defineView } from '../../../mixins/view.ts';
import {
  followedRequests,
  type RequestEnvelope,
  type RequestState,
  requestEvents,
  shownOf,
} from '../request/request.contract.ts';
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
  follows: { pattern: followedRequests, data: requestEvents, project: rowOf },
  isLive: true,
});

/** The row of a request after the event. */
function rowOf({ type, time: updatedAt, version, data }: RequestEnvelope): Omit<PublisherRow, 'id'> {
  const state = type.slice('registration.request.'.length) as RequestState;
  return { ...shownOf(state, data), updatedAt, version };
}
