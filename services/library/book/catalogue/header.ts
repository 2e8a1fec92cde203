import type { RefusedRow } from './reading.ts';

/** What a column of a catalogue file can mean. */
export type Column =
  | 'id'
  | 'title'
  | 'originalTitle'
  | 'authors'
  | 'additionalAuthors'
  | 'isbn'
  | 'isbn13'
  | 'year'
  | 'editionYear'
  | 'language'
  | 'copies';

/** A row's cells by meaning; a column that the file does not have is absent. */
export type Cells = { readonly [name in Column]?: string };

/**
 * Names that mean a column, the preferred one first; case, spaces and punctuation do not count. Beside plain words
 * they are those of goodbooks-10k, of exports of Goodreads and LibraryThing, and of Korean library systems
 * (data4library.kr among them).
 */
const names: Record<Column, readonly string[]> = {
  id: ['id', 'bookid', '도서번호', '등록번호', '관리번호', '도서id'],
  title: ['title', 'booktitle', '제목', '서명', '도서명', '책제목', '도서제목', '자료명', '표제', '본표제', '책이름'],
  originalTitle: ['originaltitle', '원제', '원서명'],
  authors: ['authors', 'author', '저자', '저자명', '지은이', '저작자', '저작자명', '글쓴이', '작가', 'primaryauthor'],
  additionalAuthors: ['additionalauthors', 'secondaryauthor', '공저자'],
  isbn: ['isbn', 'isbn10', 'isbns', '국제표준도서번호', '표준번호'],
  isbn13: ['isbn13'],
  year: ['year', 'originalpublicationyear', 'publicationyear', 'pubyear'],
  editionYear: [
    ...['yearpublished', 'publicationdate', 'pubdate', 'date', '출판년도', '출판연도', '발행년도', '발행연도'],
    ...['출판년', '발행년', '출판일', '발행일', '출간일', '출판년월일', '발행년월일', '출간연도', '연도'],
  ],
  language: ['language', 'languagecode', 'languages', 'lang', '언어', '본문언어', '언어코드'],
  copies: [
    ...['copies', 'quantity', 'qty', 'numberofcopies', '부수', '권수', '소장부수', '도서권수'],
    ...['소장권수', '보유권수', '책수', '복본수', '수량'],
  ],
};

/** Finds where each column stands. Answers why not, when a file with this header cannot hold titles. */
export function readHeader(header: readonly string[]): ReadonlyMap<Column, number> | RefusedRow {
  const given = header.map((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, ''),
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
