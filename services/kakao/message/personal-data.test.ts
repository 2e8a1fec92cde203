import assert from 'node:assert/strict';
import { hasPersonalData, withoutPersonalData } from './personal-data.ts';

describe('What a message must not hold', () => {
  const personal = [
    '010-9837-0279',
    '01098370279',
    '+82 10 9837 0279',
    '02-345-6789',
    'sam@example.org',
    '900101-1234567',
    '9001011234567',
    '900101-1******',
  ];
  for (const text of personal)
    it(`is found and left out: ${text}`, () =>
      assert.equal(withoutPersonalData(`Call ${text}, please.`), 'Call ***, please.'));

  it('is none of ids, prices, days and ISBNs', () => {
    for (const text of [
      '01KA01098370279XYZ12345678',
      '12,000 won',
      '2027-09-09',
      '9788937460470',
      '979-11-5612-3456-1',
    ])
      assert.equal(hasPersonalData(text), false, text);
  });
});
