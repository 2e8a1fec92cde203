import type { StoreAdapter } from '../runtime.ts';
import { type Collection, isKeyOf, type Key, type Query } from '../store/collection.ts';
import { cursorOf, invalid, placeOf } from './cursor.ts';

/** Which page of a list, by its number or by the `next` of the page before. */
export interface PageParams {
  readonly page?: number;
  readonly pageSize?: number;
  readonly cursor?: string;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Rows on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly totalPages: number;
  /** The cursor of the next page, where there is one. */
  readonly next?: string;
}

export const defaultPageSize = 20;

/**
 * A page of the records of a query. A search that finds nothing is made again, with one mistake in each word forgiven. Pages that are read one after another by `next` have each record once that was
 * there all the time, whatever is added, changed or removed meanwhile.
 * @throws ValidationError when the cursor is none of this list, or a page is named besides
 */
export async function listPage<State extends object>(
  adapter: StoreAdapter<State>,
  collection: Collection,
  query: Query,
  params: PageParams,
): Promise<ListPage<State & { readonly id: string }>> {
  const list = [collection.name, query.query ?? {}, query.search ?? null, query.sort ?? []];
  const isKey = (key: readonly unknown[]): key is Key => isKeyOf(collection, query, key);
  const { page, after } = pageOf(params, list, isKey);
  const { pageSize = defaultPageSize } = params;
  const from = after ? { after } : { offset: (page - 1) * pageSize };
  const read = (asked: Query) =>
    Promise.all([adapter.slice({ ...asked, ...from, limit: pageSize }), adapter.count(asked)]);
  const exact = await read(query);
  const isFound = query.search === undefined || exact[1] > 0;
  const [{ rows, next }, total] = isFound ? exact : await read({ ...query, forgiving: true });
  const totalPages = Math.ceil(total / pageSize);
  return { rows, total, page, pageSize, totalPages, ...(next && nextOf(list, page, next)) };
}

/**
 * Which page is asked for, and behind which key it begins when that is by cursor.
 * @throws ValidationError when the cursor is none of this list, or a page is named besides
 */
export function pageOf<PlaceKey extends Key>(
  { cursor, page }: PageParams,
  list: unknown,
  isKey: (key: readonly unknown[]) => key is PlaceKey,
): { readonly page: number; readonly after?: PlaceKey } {
  if (cursor === undefined) return { page: page ?? 1 };
  if (page !== undefined) throw invalid('page', 'A cursor says which page it is: leave `page` out.');
  const place = placeOf(cursor, list, isKey);
  return { page: place.page, after: place.key };
}

/** What the page says of the next one, which goes on behind the key. */
export function nextOf(list: unknown, page: number, key: Key): { readonly next: string } {
  return { next: cursorOf(list, { page: page + 1, key }) };
}
