import type { RefusedRow } from './reading.ts';

/** What a column of a catalogue file can mean. */
export type Column = 'id' | 'title' | 'originalTitle' | 'authors' | 'isbn' | 'isbn13' | 'year' | 'language' | 'copies';

/** A row's cells by meaning; a column that the file does not have is absent. */
export type Cells = { readonly [name in Column]?: string };

/** Names that mean a column, the preferred one first; case, spaces, `_` and `-` do not count. */
const names: Record<Column, readonly string[]> = {
  id: ['id', 'bookid', '도서번호', '등록번호', '관리번호'],
  title: ['title', '제목', '서명', '도서명', '책제목'],
  originalTitle: ['originaltitle', '원제'],
  authors: ['authors', 'author', '저자', '저자명', '지은이'],
  isbn: ['isbn', 'isbn10'],
  isbn13: ['isbn13'],
  year: ['year', 'originalpublicationyear', 'publicationyear', '출판년도', '출판연도', '발행년도', '발행연도'],
  language: ['language', 'languagecode', '언어'],
  copies: ['copies', '부수', '권수', '소장부수'],
};

/** Finds where each column stands. Answers why not, when a file with this header cannot hold titles. */
export function readHeader(header: readonly string[]): ReadonlyMap<Column, number> | RefusedRow {
  const given = header.map((name) =>
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\s_-]/g, ''),
  );
  const positions = new Map<Column, number>();
  for (const [column, aliases] of Object.entries(names) as [Column, readonly string[]][]) {
    const alias = aliases.find((name) => given.includes(name));
    if (alias !== undefined) positions.set(column, given.indexOf(alias));
  }
  const shown = header.join(', ').slice(0, 200);
  if (!positions.has('title') && !positions.has('originalTitle')) {
    return { refused: `no column is named title or 제목: ${shown}` };
  }
  if (!positions.has('id') && !positions.has('isbn') && !positions.has('isbn13')) {
    return { refused: `no column is named id, isbn or isbn13: ${shown}` };
  }
  return positions;
}

/** A row's cells under the names of their columns. */
export function nameCells(fields: readonly string[], positions: ReadonlyMap<Column, number>): Cells {
  return Object.fromEntries([...positions].map(([column, position]) => [column, fields[position]]));
}
