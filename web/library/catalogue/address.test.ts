import assert from 'node:assert/strict';
import { addressOf, type Shown, shownBy } from './address.ts';

describe('The address of the catalogue', () => {
  const read = (address: string) => shownBy(Object.fromEntries(new URL(address, 'http://a').searchParams));

  it('says what is shown, and nothing that goes without saying', () => {
    assert.equal(addressOf({ text: '', pages: 1 }), '/app/library');
    assert.equal(addressOf({ text: 'emma', pages: 1 }), '/app/library?q=emma');
    assert.equal(addressOf({ text: '', pages: 3 }), '/app/library?pages=3');
  });

  it('is read as it was written', () => {
    const shown: Shown[] = [
      { text: '', pages: 1 },
      { text: '소년 & 100%', pages: 4 },
      { text: 'a+b?', pages: 25 },
    ];
    for (const each of shown) assert.deepEqual(read(addressOf(each)), each);
  });

  it('asks for no more pages than there is any sense in', () => {
    const pages = ['0', '-1', 'x', '1e3', '999', ''].map((pages) => shownBy({ pages }).pages);
    assert.deepEqual(pages, [1, 1, 1, 1, 25, 1]);
  });
});
