import type { StoreAdapter } from '../runtime.ts';
import type { Collection, Query } from '../store/collection.ts';
import { isKeyOf } from '../store/order.ts';
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

const defaultPageSize = 20;

/**
 * A page of the records of a query. Pages that are read one after another by `next` have each record once that was
 * there all the time, whatever is added, changed or removed meanwhile.
 * @throws ValidationError when the cursor is none of this list, or a page is named besides
 */
export async function listPage<State extends object>(
  adapter: StoreAdapter<State>,
  collection: Collection,
  query: Query,
  { cursor, page: asked, pageSize = defaultPageSize }: PageParams,
): Promise<ListPage<State & { readonly id: string }>> {
  if (cursor !== undefined && asked !== undefined)
    throw invalid('page', 'A cursor says which page it is: leave `page` out.');
  const list = [collection.name, query.query ?? {}, query.search ?? null, query.sort ?? []];
  const place = cursor === undefined ? undefined : placeOf(cursor, list, (key) => isKeyOf(collection, query, key));
  const page = place?.page ?? asked ?? 1;
  const from = place ? { after: place.key } : { offset: (page - 1) * pageSize };
  const [{ rows, next }, total] = await Promise.all([
    adapter.slice({ ...query, ...from, limit: pageSize }),
    adapter.count(query),
  ]);
  const totalPages = Math.ceil(total / pageSize);
  return {
    rows,
    total,
    page,
    pageSize,
    totalPages,
    ...(next && { next: cursorOf(list, { page: page + 1, key: next }) }),
  };
}
