import type { FirstSteps } from '../../mixins/system.ts';
import { callHospital, dayId } from './hospital/hospital.contract.ts';

const day = { hospitalId: '1', chkDate: '2027-09-09' } as const;

export const screeningFirstSteps: FirstSteps = {
  page: '/app/screening',
  first: 'book a place at a hospital, and cancel it',
  async bringSamples(broker) {
    const { total } = await callHospital(broker, 'screening.hospital.list', { pageSize: 1 });
    if (total > 0) return;
    const names = ['서울병원', '한강병원', '남산의원'];
    for (const [index, hospitalNm] of names.entries()) {
      const sample = { ...day, hospitalId: String(index + 1), hospitalNm, pCnt: 10 };
      await callHospital(broker, 'screening.hospital.register', { id: dayId(sample), ...sample });
    }
  },
  steps({ url, json }) {
    const body = JSON.stringify({ ...day, custId: 'kim', custNm: 'Kim' });
    return [
      ['Hospitals', `curl ${url}/screening/hospitals`],
      ['Screening', `curl -i ${url}/screening/screenings ${json} '${body}'`],
      ['Screenings', `curl '${url}/screening/myPages?custId=kim'`],
    ];
  },
};
