import { defineSystem, live, route } from '../../mixins/system.ts';
import { acceptHospital, acceptScreening, hospitalDayOf } from './edge.ts';
import { screeningFirstSteps } from './first-steps.ts';
import { hospitalActions, hospitalEvents } from './hospital/hospital.contract.ts';
import { mypageActions, screeningRow } from './mypage/mypage.contract.ts';
import { reservationActions, reservationEvents } from './reservation/reservation.contract.ts';
import { screeningActions, screeningEvents } from './screening/screening.contract.ts';
import { screeningCommands } from './screening.commands.ts';

const customer = { member: 'own', 'screening.hospital-admin': 'all' } as const;
const admin = { 'screening.hospital-admin': 'all' } as const;

/** Health screening: a hospital has so many places a day, and a customer books one. */
export default defineSystem({
  name: 'screening',
  title: { en: 'Health screening', ko: '건강검진 예약' },
  about: {
    en: 'A customer books a place at a hospital for a day, and cancels it; the hospital may delete the day.',
    ko: '병원의 날짜를 골라 검진을 예약하고 취소합니다. 병원은 날짜를 등록하고 삭제합니다.',
  },
  mount: '/screening',
  services: {
    'screening.hospital': () => import('./hospital/hospital.service.ts'),
    'screening.screening': () => import('./screening/screening.service.ts'),
    'screening.reservation': () => import('./reservation/reservation.service.ts'),
    'screening.mypage': () => import('./mypage/mypage.service.ts'),
  },
  domains: {
    'screening.screening': { kind: 'core', en: 'what customers come for', ko: '고객이 찾는 것' },
    'screening.hospital': { kind: 'supporting', en: 'a screening needs a place', ko: '검진에는 자리가 필요함' },
    'screening.reservation': { kind: 'general', en: 'a register like any other', ko: '어디에나 있는 등록 대장' },
    'screening.mypage': { kind: 'view', en: 'what a customer sees, made of events', ko: '이벤트로 만드는 고객 화면' },
  },
  required: [],
  optional: ['screening.screening', 'screening.hospital', 'screening.reservation', 'screening.mypage'],
  commands: screeningCommands,
  firstSteps: screeningFirstSteps,
  actions: { ...hospitalActions, ...screeningActions, ...reservationActions, ...mypageActions },
  routes: [
    route('POST /hospitals', 'screening.hospital.register', admin, 'register a day {hospitalId, chkDate, pCnt, …}', {
      creates: hospitalDayOf,
      accepts: acceptHospital,
    }),
    route('GET /hospitals', 'screening.hospital.list', { anyone: 'all' }, 'days of hospitals; ?chkDate, hospitalId'),
    route('GET /hospitals/{id}', 'screening.hospital.get', { anyone: 'all' }, 'one day of a hospital'),
    route('PUT /hospitals/{id}', 'screening.hospital.change', admin, 'change a day {hospitalNm, pCnt}', {
      accepts: acceptHospital,
    }),
    route('DELETE /hospitals/{id}', 'screening.hospital.delete', admin, 'delete a day; its screenings are cancelled'),
    route('POST /screenings', 'screening.screening.request', customer, 'book {hospitalId, chkDate, custId, custNm}', {
      creates: true,
      accepts: acceptScreening,
    }),
    route('GET /screenings', 'screening.screening.list', customer, 'screenings; ?custId, hospitalId, chkDate'),
    route('GET /screenings/{id}', 'screening.screening.get', customer, 'one screening'),
    route('PATCH /screenings/{id}', 'screening.screening.change', customer, 'cancel a screening {status: "CANCELED"}'),
    route('GET /screenings/{id}/history', 'screening.screening.history', customer, 'what happened to one screening'),
    route('GET /reservations', 'screening.reservation.list', customer, 'the register of reservations; ?custId'),
    route('GET /reservations/{id}', 'screening.reservation.get', customer, 'one reservation'),
    route('GET /myPages', 'screening.mypage.list', customer, "a customer's screenings; ?custId"),
    live('/myPages/stream', "a customer's screenings as they change, as events; ?custId", {
      view: 'screening.mypage',
      lists: 'screening.mypage.list',
      owner: 'custId',
      ownerAbout: 'Whose screenings.',
      row: screeningRow,
      description: "A customer's screenings as they change.",
    }),
    route('GET /myPages/{id}', 'screening.mypage.get', customer, 'one screening of a page'),
  ],
  events: { ...hospitalEvents, ...screeningEvents, ...reservationEvents },
  tags: {
    hospitals: 'Days of hospitals and their places.',
    screenings: 'Screenings of customers.',
    reservations: 'The register of reservations.',
    myPages: "A customer's page.",
  },
  duties: [{ role: 'screening.hospital-admin', about: 'an administrator of hospitals' }],
  variables: {},
  proof: () => import('./screening.proof.ts'),
  // What happens to a place belongs to the story of its screening.
  storyOf: ({ subject, data }) => ('screeningId' in data ? String(data.screeningId) : subject),
});
