import type { Searchable } from '../../../mixins/store/collection.ts';
import { isbnPrefixOf } from './catalogue/isbn.ts';

/** What a search in the catalogue looks in: words of titles and authors, and ISBNs. */
export const bookSearch: Searchable = {
  fields: ['title', 'authors'],
  code: { field: 'isbn', read: isbnPrefixOf },
};
