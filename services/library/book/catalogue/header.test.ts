import assert from 'node:assert/strict';
import { nameCells, readHeader } from './header.ts';

function cells(header: string[], fields: string[]) {
  const positions = readHeader(header);
  assert.ok(!('refused' in positions), JSON.stringify(positions));
  return nameCells(fields, positions);
}

describe('The header of a catalogue file', () => {
  it('is known in plain words, in any order and spelling', () => {
    assert.deepEqual(cells(['Authors', ' TITLE ', 'ID'], ['Han', 'White', '1']), {
      id: '1',
      title: 'White',
      authors: 'Han',
    });
  });

  it('is known in the words of goodbooks, which have no copies', () => {
    const header =
      'book_id,books_count,isbn,isbn13,authors,original_publication_year,original_title,title,language_code';
    assert.deepEqual(cells(header.split(','), ['1', '272', 'i', 'j', 'a', 'y', 'o', 't', 'l']), {
      id: '1',
      title: 't',
      originalTitle: 'o',
      authors: 'a',
      isbn: 'i',
      isbn13: 'j',
      year: 'y',
      language: 'l',
    });
  });

  it('is known in Korean', () => {
    assert.deepEqual(cells(['도서번호', '제목', '저자', '출판년도', '언어', '권수'], ['1', 't', 'a', 'y', 'l', '2']), {
      id: '1',
      title: 't',
      authors: 'a',
      editionYear: 'y',
      language: 'l',
      copies: '2',
    });
  });

  it('is known in the words of data4library.kr, whose row numbers are no ids', () => {
    const header =
      '번호,도서명,저자,출판사,발행년도,ISBN,세트 ISBN,부가기호,권,주제분류번호,도서권수,대출건수,등록일자';
    assert.deepEqual(cells(header.split(','), ['1', 't', 'a', 'p', 'y', 'i', 's', '0', '', '8', '2', '9', 'd']), {
      title: 't',
      authors: 'a',
      editionYear: 'y',
      isbn: 'i',
      copies: '2',
    });
  });

  it('is known in the words of a Goodreads export', () => {
    const header =
      'Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Publisher,Year Published,Original Publication Year,Owned Copies';
    assert.deepEqual(cells(header.split(','), ['1', 't', 'a', 'l', 'm', 'i', 'j', '0', 'p', '2010', '2008', '0']), {
      id: '1',
      title: 't',
      authors: 'a',
      additionalAuthors: 'm',
      isbn: 'i',
      isbn13: 'j',
      year: '2008',
      editionYear: '2010',
    });
  });

  it('is refused when nothing in it can be a title, or tell one title from another', () => {
    assert.deepEqual(readHeader(['1', 'White', 'Han']), {
      refused: 'no column is named title or 제목: 1, White, Han',
    });
    assert.match(JSON.stringify(readHeader(['title', 'authors'])), /no column is named id, isbn or isbn13/);
  });
});
