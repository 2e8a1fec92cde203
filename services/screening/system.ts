import { defineSystem } from '../../mixins/system.ts';
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
  required: [],
  optional: ['screening.screening', 'screening.hospital', 'screening.reservation', 'screening.mypage'],
  commands: screeningCommands,
  firstSteps: screeningFirstSteps,
  actions: { ...hospitalActions, ...screeningActions, ...reservationActions, ...mypageActions },
  routes: [
    {
      method: 'POST',
      path: '/hospitals',
      action: 'screening.hospital.register',
      may: admin,
      creates: hospitalDayOf,
      accepts: acceptHospital,
      about: 'register a day of a hospital {hospitalId, hospitalNm, chkDate, pCnt}',
    },
    {
      method: 'GET',
      path: '/hospitals',
      action: 'screening.hospital.list',
      may: { anyone: 'all' },
      about: 'days of hospitals; ?chkDate, hospitalId',
    },
    {
      method: 'GET',
      path: '/hospitals/{id}',
      action: 'screening.hospital.get',
      may: { anyone: 'all' },
      about: 'one day of a hospital',
    },
    {
      method: 'DELETE',
      path: '/hospitals/{id}',
      action: 'screening.hospital.delete',
      may: admin,
      about: 'delete a day; its screenings are cancelled',
    },
    {
      method: 'POST',
      path: '/screenings',
      action: 'screening.screening.request',
      may: customer,
      creates: true,
      accepts: acceptScreening,
      about: 'book a screening {hospitalId, chkDate, custId, custNm}',
    },
    {
      method: 'GET',
      path: '/screenings',
      action: 'screening.screening.list',
      may: customer,
      about: 'screenings; ?custId, hospitalId, chkDate',
    },
    {
      method: 'GET',
      path: '/screenings/{id}',
      action: 'screening.screening.get',
      may: customer,
      about: 'one screening',
    },
    {
      method: 'PATCH',
      path: '/screenings/{id}',
      action: 'screening.screening.change',
      may: customer,
      about: 'cancel a screening {status: "CANCELED"}',
    },
    {
      method: 'GET',
      path: '/screenings/{id}/history',
      action: 'screening.screening.history',
      may: customer,
      about: 'what happened to one screening',
    },
    {
      method: 'GET',
      path: '/reservations',
      action: 'screening.reservation.list',
      may: customer,
      about: 'the register of reservations; ?custId',
    },
    {
      method: 'GET',
      path: '/reservations/{id}',
      action: 'screening.reservation.get',
      may: customer,
      about: 'one reservation',
    },
    {
      method: 'GET',
      path: '/myPages',
      action: 'screening.mypage.list',
      may: customer,
      about: "a customer's screenings; ?custId",
    },
    {
      method: 'GET',
      path: '/myPages/stream',
      about: "a customer's screenings as they change, as events; ?custId",
      live: {
        view: 'screening.mypage',
        lists: 'screening.mypage.list',
        owner: 'custId',
        ownerAbout: 'Whose screenings.',
        row: screeningRow,
        description: "A customer's screenings as they change.",
      },
    },
    {
      method: 'GET',
      path: '/myPages/{id}',
      action: 'screening.mypage.get',
      may: customer,
      about: 'one screening of a page',
    },
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
