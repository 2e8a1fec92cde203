import assert from 'node:assert/strict';
import {
  maskedName,
  maskedPhone,
  maskedResidentNumber,
  phoneRule,
  residentNumberRule,
  unrevealingIdRule,
} from './personal.ts';

describe('Numbers of people', () => {
  const fits = ({ pattern }: { pattern: RegExp }, text: string) => pattern.test(text);

  it('are resident numbers by their form, whatever their last digit is', () => {
    for (const number of ['900101-1234567', '9001011234567', '201031-3000000', '240229-4111111'])
      assert.ok(fits(residentNumberRule, number), number);
    for (const number of [
      '901301-1234567',
      '900132-1234567',
      '900101-0234567',
      '900101-9234567',
      '90010-1234567',
      '900101 1234567',
    ])
      assert.ok(!fits(residentNumberRule, number), number);
  });

  it('are telephone numbers with or without hyphens', () => {
    for (const number of ['010-1234-5678', '01012345678', '02-123-4567', '031-123-4567'])
      assert.ok(fits(phoneRule, number), number);
    for (const number of ['10-1234-5678', '010-12-5678', '+82-10-1234-5678', '010-1234-567a'])
      assert.ok(!fits(phoneRule, number), number);
  });

  it('are no ids of people, however they are written', () => {
    for (const number of [
      ...['010-9837-0279', '01098370279', '010 9837 0279', '010.9837.0279', '011-123-4567', '+82-10-9837-0279'],
      ...['821098370279', '900101-1234567', '9001011234567', '900101 1234567'],
    ])
      assert.ok(!fits(unrevealingIdRule, number), number);
    for (const id of [
      ...['2', '33', 'kim', '김민지', 'kim@example.com', '20260101', '010-9837', 'k-010-9837-0279', '9013011234567'],
    ])
      assert.ok(fits(unrevealingIdRule, id), id);
    assert.ok(!fits(unrevealingIdRule, ' kim'));
  });

  it('are shown in part', () => {
    assert.equal(maskedResidentNumber('9001011234567'), '900101-1******');
    assert.equal(maskedPhone('010-9837-0279'), '010-****-0279');
    assert.equal(maskedPhone('021234567'), '02-***-4567');
    assert.deepEqual(['김민지', '이준', 'Kim', '남궁민수', '김'].map(maskedName), [
      '김*지',
      '이*',
      'K*m',
      '남**수',
      '김*',
    ]);
  });
});
