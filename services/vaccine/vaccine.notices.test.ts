import assert from 'node:assert/strict';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { requestOf } from '../kakao/message/message.notices.ts';
import { reservationEvents } from './reservation/reservation.contract.ts';
import vaccine from './system.ts';

const time = '2026-01-02T09:00:00.000Z';
const data = { userId: 'p1', userRegNumber: '900101-1******', reserveDate: '2027-09-09', vaccineType: 'Pfizer' };
const told = (type: string, more = {}) => {
  const event = { specversion: '1.0', id: '7-2', source: '/vaccine.reservation', type, subject: '7', time };
  const about = { ...event, data: { ...data, ...more } };
  const by = { datacontenttype: 'application/json', version: 2, correlationid: 'r', causationid: 'c' };
  const request = (language: 'en' | 'ko') =>
    requestOf({ ...about, ...by } as Envelope, [vaccine], 0, { language, expiry: 1 })?.command.fields;
  return { en: request('en'), ko: request('ko') };
};

describe('A person who is to be vaccinated', () => {
  const silent = ['asked', 'refused', 'abandoning'].map((state) => `vaccine.reservation.${state}`);

  for (const type of Object.keys(reservationEvents).filter((one) => !silent.includes(one)))
    it(`is told, by a random id and without a number, of ${type}`, () => {
      const { en, ko } = told(type);
      for (const fields of [en, ko]) {
        assert.equal(fields?.customerId, 'p1');
        assert.equal(fields.orderId, '7');
        assert.match(fields.message, /2027-09-09/);
        assert.doesNotMatch(fields.message, /900101|\*\*\*|undefined/);
      }
      assert.notEqual(en?.message, ko?.message);
    });

  it('is told of nothing that the answer has said, or that is under way', () => {
    for (const type of silent) assert.equal(told(type).en, undefined, type);
    assert.equal(told('vaccine.reservation.abandoned', { reason: 'vaccine-day-full' }).en, undefined);
  });
});
