import type { FirstSteps } from '../../mixins/system.ts';
import { callBook } from './book/book.api.contract.ts';
import { throughBroker } from './book/catalogue/broker.ts';
import { loadSamples } from './book/catalogue/samples.ts';

export const libraryFirstSteps: FirstSteps = {
  page: '/app/library',
  first: 'reserve a book, then check it out at the desk',
  async bringSamples(broker) {
    const { total } = await callBook(broker, 'book.list', { pageSize: 1 });
    if (total === 0) await loadSamples(throughBroker(broker));
  },
  steps({ url, json }) {
    return [
      ['Books', `curl '${url}/books?pageSize=3'`],
      ['Reserve', `curl -i ${url}/rentals ${json} '{"memberId": "kim", "bookId": "1"}'`],
      ['My page', `curl '${url}/mypages?memberId=kim'`],
      ['Check out', `curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "rental"}'`],
      ['Return', `curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "return"}'`],
      ['Cancel', `curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "cancel"}'`],
    ];
  },
};
