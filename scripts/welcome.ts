import type { BookView } from '../services/library/book/book.contract.ts';

export interface Started {
  readonly url: string;
  readonly dataDir: string;
  /** Since the process began. */
  readonly seconds: number;
  /** A title to try things with. */
  readonly book: BookView | undefined;
  /** Are callers asked for a token? */
  readonly closed: boolean;
  /** What the services have to say, a line each. */
  readonly notices: readonly string[];
}

/** What a newcomer reads after the start: where it is, and what to type next. */
export function welcome({ url, dataDir, seconds, book, closed, notices }: Started): string {
  const token = closed ? '-H "Authorization: Bearer $TOKEN" ' : '';
  const json = `${token}-H 'Content-Type: application/json' -d`;
  const title = book ? ` “${book.title}”` : '';
  return `
Yeyak runs at ${url}, ready after ${seconds.toFixed(1)} s. What it knows is in ${dataDir}. Ctrl-C stops it.

Open it in a browser, or try, in another terminal:

  Books            curl '${url}/books?pageSize=3'
  Reserve${title}
                   curl -i ${url}/rentals ${json} '{"memberId": "kim", "bookId": "${book?.id ?? '1'}"}'
  My page          curl ${token}'${url}/mypages?memberId=kim'
  Check out        curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "rental"}'
  Return           curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "return"}'
  Cancel           curl -X PATCH ${url}/rentals/ID ${json} '{"reqState": "cancel"}'
  The API          ${url}/docs

ID is the "id" of the reservation.${closed ? ' TOKEN is an access token; README, "Signing in", tells how to get one.' : ''}
${notices.map((notice) => `${notice}\n`).join('')}`;
}
