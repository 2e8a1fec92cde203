import assert from 'node:assert/strict';
import { acceptHospital, acceptScreening, hospitalDayOf } from './edge.ts';

describe('Bodies of the original screening services', () => {
  const now = Date.parse('2026-11-26T09:00:00Z');

  it('are taken with numeric ids, pcnt and a day without its year', () => {
    const body = acceptHospital({ id: 7, hospitalId: 2, hospitalNm: 'bye', chkDate: '0909', pcnt: '10' }, now);
    assert.deepEqual(body, { hospitalId: '2', hospitalNm: 'bye', chkDate: '2027-09-09', pCnt: 10 });
    assert.equal(hospitalDayOf(body), '2.2027-09-09');
  });

  it('mean the next such day, today included', () => {
    for (const [day, date] of [
      ['1126', '2026-11-26'],
      ['1125', '2027-11-25'],
      ['1231', '2026-12-31'],
    ] as const)
      assert.equal(acceptHospital({ chkDate: day }, now).chkDate, date);
  });

  it('do not say what a new screening is in', () => {
    const body = acceptScreening(
      { id: 1, status: 'REQUESTED', custId: 33, hospitalId: '2', chkDate: '2027-09-09' },
      now,
    );
    assert.deepEqual(body, { custId: '33', hospitalId: '2', chkDate: '2027-09-09' });
  });

  it('keep what is unknown, which is refused by name', () => {
    assert.deepEqual(acceptScreening({ color: 'red' }, now), { color: 'red' });
  });
});
