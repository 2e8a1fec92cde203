import type { ServiceBroker } from 'moleculer';
import { callBook } from '../book.api.contract.ts';
import { type Catalogue, CatalogueUnavailable } from './port.ts';

/** Milliseconds; a batch of titles takes far less, unless the system is starting or overloaded. */
const batchTimeout = 30_000;

/** The book service as this broker reaches it. */
export function throughBroker(broker: Pick<ServiceBroker, 'call'>): Catalogue {
  return async (titles) => {
    try {
      return await callBook(broker, 'book.catalogueMany', { titles }, { timeout: batchTimeout });
    } catch (error) {
      const { message, retryable } = error as Error & { retryable?: boolean };
      throw retryable ? new CatalogueUnavailable(message, 1_000, { cause: error }) : error;
    }
  };
}
