import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Validators } from 'moleculer';
import { titleRules } from '../details.contract.ts';
import type { Cells } from './header.ts';
import { readRow } from './row.ts';

const latestYear = 2030;
const plain: Cells = { id: '7', title: '채식주의자', authors: '한강' };
const read = (cells: Cells) => readRow({ ...plain, ...cells }, latestYear);

function taken(cells: Cells) {
  const reading = read(cells);
  assert.ok('taken' in reading, JSON.stringify(reading));
  return reading.taken;
}

function refusal(cells: Cells): string {
  const reading = read(cells);
  assert.ok('refused' in reading, JSON.stringify(reading));
  return reading.refused;
}

function repairs(cells: Cells) {
  const reading = read(cells);
  assert.ok('taken' in reading, JSON.stringify(reading));
  return reading.repairs;
}

describe('A row of a catalogue file', () => {
  it('is a title with what it says', () => {
    const cells = { isbn: '9788937460449', year: '2007', language: 'ko', copies: '5' };
    assert.deepEqual(read(cells), {
      taken: {
        id: '7',
        title: '채식주의자',
        authors: '한강',
        copies: 5,
        isbn: '9788937460449',
        year: 2007,
        language: 'ko',
      },
      repairs: [],
    });
  });

  it('says no more than it knows', () => {
    assert.deepEqual(read({}), { taken: { id: '7', title: '채식주의자', authors: '한강' }, repairs: [] });
  });

  it('takes its id from the ISBN when it has none', () => {
    assert.equal(taken({ id: ' ', isbn: '439023483' }).id, '9780439023481');
    assert.match(refusal({ id: '', isbn: '1' }), /no id/);
  });

  it('is refused for an id that no path could hold', () => {
    for (const id of ['a b', '../etc', '-1', '한', 'x'.repeat(65)]) assert.match(refusal({ id }), /^the id /, id);
  });

  it('falls back to the original title, and is refused without any', () => {
    assert.equal(taken({ title: '', originalTitle: 'Catching Fire' }).title, 'Catching Fire');
    assert.equal(refusal({ title: ' \t', originalTitle: '' }), 'no title');
  });

  it('is kept without authors, since anonymous works exist', () => {
    assert.deepEqual(read({ authors: ' ' }), { taken: { id: '7', title: '채식주의자' }, repairs: [] });
  });

  it('names further authors where they have a column of their own', () => {
    assert.equal(taken({ additionalAuthors: 'Deborah Smith' }).authors, '한강, Deborah Smith');
  });

  it('is refused for a text so long that a quote must have been left open', () => {
    assert.match(refusal({ title: 'x'.repeat(1_001) }), /title longer/);
    assert.match(refusal({ authors: 'x'.repeat(4_001) }), /authors longer/);
  });

  it('has its text on one line and in composed form', () => {
    assert.equal(taken({ title: ' 한강 \n 시집\u0000' }).title, '한강 시집');
    assert.deepEqual(repairs({ title: 'Catch\u00a0 22' }), ['spaces or control characters tidied']);
    assert.deepEqual(repairs({ title: ' Catch 22 ' }), []);
  });

  it('has a year as people and spreadsheets write it, also before the common era', () => {
    assert.equal(taken({ year: '2008.0' }).year, 2008);
    assert.equal(taken({ year: '-720.0' }).year, -720);
    assert.equal(taken({ year: '8' }).year, 8);
    assert.equal(taken({ year: '' }).year, undefined);
    assert.deepEqual(repairs({ year: '2008.0' }), []);
  });

  it('has a year from a date', () => {
    for (const date of ['2008-09-14', '2008.09', '2008년 9월', '20080914', '200809']) {
      assert.equal(taken({ year: date }).year, 2008);
      assert.deepEqual(repairs({ year: date }), ['year taken from a date']);
    }
  });

  it('has a year from what cataloguers write', () => {
    for (const year of ['c2008', '[2008]', '©2008', 'ⓒ 2008', '２００８', '2008년', '[2008?]', 'p2008.']) {
      assert.equal(taken({ year }).year, 2008, year);
      assert.deepEqual(repairs({ year }), ['year taken out of signs around it'], year);
    }
    assert.equal(taken({ year: '단기 4288' }).year, 1955);
  });

  it('has the year of the edition where the first one is not known', () => {
    assert.equal(taken({ year: ' ', editionYear: '2008' }).year, 2008);
    assert.equal(taken({ year: '1932', editionYear: '2008' }).year, 1932);
  });

  it('loses a year that cannot be one', () => {
    for (const year of ['0', '2031', '-9000', '20088', 'unknown', '1.5', '19-- ']) {
      assert.equal(taken({ year }).year, undefined, year);
      assert.deepEqual(repairs({ year }), ['not a plausible year: dropped'], year);
    }
  });

  it('has a language code in its customary case', () => {
    assert.equal(taken({ language: 'ENG' }).language, 'eng');
    assert.equal(taken({ language: 'en_us' }).language, 'en-US');
    assert.equal(taken({ language: 'ZH-hant-tw' }).language, 'zh-Hant-TW');
    assert.deepEqual(repairs({ language: '한국어' }), ['not a language code: dropped']);
  });

  it('has 1 to 1000 copies, none that it does not tell, and is refused otherwise', () => {
    assert.equal(taken({ copies: '12.0' }).copies, 12);
    assert.equal(taken({ copies: '' }).copies, undefined);
    const written: [string, number][] = [
      ['3권', 3],
      ['２', 2],
      ['1,000', 1_000],
      ['5 copies', 5],
      ['３ 책', 3],
    ];
    for (const [copies, number] of written) {
      assert.equal(taken({ copies }).copies, number, copies);
      assert.deepEqual(repairs({ copies }), ['number of copies taken out of signs around it'], copies);
    }
    for (const copies of ['0', '1001', '-1', '2.5', 'many', '1,00', '10,000', '三'])
      assert.match(refusal({ copies }), /^copies /, copies);
  });

  it('never throws, and what is taken keeps the rules of the contract', () => {
    const keepsRules = new Validators.Fastest().compile({ $$strict: true, ...titleRules });
    const anyText = fc.array(fc.nat(0xffff), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes));
    const numberLike = fc.oneof(fc.integer(), fc.double()).map(String);
    const cell = fc.oneof(anyText, numberLike, fc.constantFrom('', '439023483'));
    const names = ['id', 'title', 'originalTitle', 'authors', 'isbn', 'isbn13', 'year', 'language', 'copies'] as const;
    const cells = fc.record(Object.fromEntries(names.map((name) => [name, cell])), { requiredKeys: [] });
    let kept = 0;
    fc.assert(
      fc.property(cells, (row) => {
        const reading = readRow(row, latestYear);
        if ('refused' in reading) return assert.ok(reading.refused.length > 0);
        kept += 1;
        assert.equal(keepsRules({ ...reading.taken }), true);
      }),
      { seed: 2, numRuns: 500 },
    );
    assert.ok(kept > 50, `only ${kept} of the rows were taken`);
  });
});
