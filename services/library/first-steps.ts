import type { ServiceBroker } from 'moleculer';
import type { FirstSteps } from '../../mixins/system.ts';
import { callBook } from './book/book.api.contract.ts';
import type { BookView } from './book/book.contract.ts';
import { throughBroker } from './book/catalogue/broker.ts';
import { loadSamples } from './book/catalogue/samples.ts';

export const libraryFirstSteps: FirstSteps = {
  async bringSamples(broker) {
    if (!(await anyBook(broker))) await loadSamples(throughBroker(broker));
  },
  async steps(broker, { url, token, json }) {
    const book = await anyBook(broker);
    return [
      ['Books', `curl '${url}/books?pageSize=3'`],
      [
        `Reserve${book ? ` “${book.title}”` : ''}`,
        `curl -i ${url}/rentals ${json} '{"memberId": "kim", "bookId": "${book?.id ?? '1'}"}'`,
      ],
      ['My page', `curl ${token}'${url}/mypages?memberId=kim'`],
      ['Check out', `curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "rental"}'`],
      ['Return', `curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "return"}'`],
      ['Cancel', `curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "cancel"}'`],
    ];
  },
  hint: 'ID is the "id" of the reservation.',
};

async function anyBook(broker: ServiceBroker): Promise<BookView | undefined> {
  const { rows } = await callBook(broker, 'book.list', { pageSize: 1, sort: 'id' });
  return rows[0];
}
