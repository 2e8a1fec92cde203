import type { Lookup } from '../../../mixins/lookup.mixin.ts';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { type BookEnvelope, bookEventDefinitions } from './book.contract.ts';

/** What other services keep of each title, to name it as the catalogue does now. */
export interface KnownTitle {
  readonly title: string;
  readonly withdrawn?: true;
}

type TitleEvent = Extract<BookEnvelope, { type: 'library.book.catalogued' | 'library.book.withdrawn' }>;

/** The rows of a service's table of titles. */
export function titlesIn(name: string): Lookup<KnownTitle, TitleEvent, 'titles'> {
  return {
    name,
    as: 'titles',
    types: ['library.book.catalogued', 'library.book.withdrawn'],
    data: bookEventDefinitions,
    project: ({ type, data: { title } }) => ({ title, ...(type === 'library.book.withdrawn' && { withdrawn: true }) }),
  };
}

/** What a service with a table of titles has in `this`. */
export interface KnowsTitles {
  readonly titles: StoreAdapter<KnownTitle>;
}

/** The records, each with the present name of its title, in one query. A title that is not known keeps the name told. */
export async function withTitles<Record extends object>(
  records: readonly Record[],
  { titles }: KnowsTitles,
): Promise<Record[]> {
  const named = records as readonly (Record & Named)[];
  const ids = new Set(named.flatMap(({ bookId, title }) => (title === undefined ? [] : [bookId])));
  if (ids.size === 0) return [...records];
  const known = new Map((await titles.findByIds([...ids])).map(({ id, title }) => [id, title]));
  return named.map((record) => {
    const title = known.get(record.bookId);
    return record.title === undefined || title === undefined || title === record.title ? record : { ...record, title };
  });
}

interface Named {
  readonly bookId: string;
  readonly title?: string;
}
