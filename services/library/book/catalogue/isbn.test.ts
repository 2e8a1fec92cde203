import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readIsbn } from './isbn.ts';

describe('An ISBN in a catalogue file', () => {
  it('is an ISBN-10 that lost its leading zeros', () => {
    assert.deepEqual(readIsbn('439023483', ''), {
      value: '9780439023481',
      repairs: ['ISBN-10: lost leading zeros restored'],
    });
    assert.equal(readIsbn('7442912', '').value, '9780007442911');
  });

  it('is an ISBN-10 as it stands, its check digit X in either case', () => {
    assert.deepEqual(readIsbn('080442957X', ''), { value: '9780804429573', repairs: [] });
    assert.deepEqual(readIsbn('0-8044-2957-x', ''), { value: '9780804429573', repairs: [] });
  });

  it('is an intact ISBN-13 in either column, which the ISBN-10 cannot overrule', () => {
    assert.deepEqual(readIsbn('', '978-89-374-6044-9'), { value: '9788937460449', repairs: [] });
    assert.deepEqual(readIsbn('9788937460449', ''), { value: '9788937460449', repairs: [] });
    assert.deepEqual(readIsbn('439023483', '9788937460449').value, '9788937460449');
  });

  it('survives what spreadsheets put around a number', () => {
    assert.equal(readIsbn('="0439023483"', '').value, '9780439023481');
    assert.equal(readIsbn('ISBN-13: 978 0 439 02348 1', '').value, '9780439023481');
    assert.equal(readIsbn('439023483.0', '').value, '9780439023481');
  });

  it('is found among other words, an add-on code, or a second ISBN', () => {
    for (const cell of [
      '9780439023481 03810',
      '978-0-439-02348-1 (03810)',
      '9780439023481(pbk.)',
      '0439023483 (hardcover)',
      '9780439023481; 9788937460449',
      '9780439023481 9788937460449',
      '0-439-02348-3 / 9788937460449',
      'ISBN 9780439023481\nISBN 9788937460449',
      '세트 9780439023481',
      '９７８０４３９０２３４８１ 03810',
    ]) {
      const repairs = ['ISBN taken out of text around it'];
      assert.deepEqual(readIsbn(cell, ''), { value: '9780439023481', repairs }, cell);
    }
  });

  it('is not guessed from scientific notation: the ISBN-10 gives it, or nothing does', () => {
    assert.deepEqual(readIsbn('0439023483', '9.78043902348e+12'), {
      value: '9780439023481',
      repairs: ['ISBN-13 rounded by a spreadsheet: ISBN-10 used instead'],
    });
    assert.deepEqual(readIsbn('', '9.78043902348E+12'), { repairs: ['ISBN rounded by a spreadsheet: dropped'] });
  });

  it('is dropped when its check digit is wrong, or when it is too short or no ISBN at all', () => {
    for (const wrong of ['0439023484', '9780439023482', '123455', '2940016231921', 'n/a']) {
      assert.deepEqual(readIsbn(wrong, ''), { repairs: ['not a valid ISBN: dropped'] }, wrong);
    }
  });

  it('is nothing, and no repair, when both cells are empty', () => {
    assert.deepEqual(readIsbn(' ', ''), { repairs: [] });
  });

  it('never comes out of an ISBN-10 with one digit changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const digits = [...'0306406152'];
        digits[position] = String((Number(digits[position]) + shift) % 10);
        assert.equal(readIsbn(digits.join(''), '').value, undefined);
      }),
      { seed: 1 },
    );
    assert.equal(readIsbn('0306406152', '').value, '9780306406157');
  });
});
