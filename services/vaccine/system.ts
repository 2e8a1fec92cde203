import { dayRule } from '../../mixins/contract/values.ts';
import { defineSystem, live, route } from '../../mixins/system.ts';
import { calendarActions, calendarEvents } from './calendar/calendar.contract.ts';
import { calendarVariables } from './calendar/calendar.variables.ts';
import { dashboardActions, dashboardRow } from './dashboard/dashboard.contract.ts';
import { acceptInjection, acceptPerson } from './edge.ts';
import { vaccineFirstSteps } from './first-steps.ts';
import { hospitalActions, hospitalEvents } from './hospital/hospital.contract.ts';
import { reservationActions, reservationEvents, reservationOf } from './reservation/reservation.contract.ts';
import { stockActions, stockEvents } from './stock/stock.contract.ts';
import { userActions } from './user/user.api.contract.ts';
import { userEvents } from './user/user.contract.ts';
import { vaccineCommands } from './vaccine.commands.ts';
import { vaccineNotices } from './vaccine.notices.ts';

const anyone = { anyone: 'all' } as const;
const staff = { 'vaccine.staff': 'all' } as const;

/** Vaccination: a person books a day, the hospital draws a vaccine of those in stock, and gives it on the day. */
export default defineSystem({
  name: 'vaccine',
  title: { en: 'Vaccination', ko: '백신 예약' },
  about: {
    en: 'A person books a day with name and resident number; the hospital draws a vaccine of those in stock.',
    ko: '이름과 주민번호로 날짜를 예약하면, 병원이 재고 중에서 백신을 배정합니다.',
  },
  mount: '/vaccine',
  services: {
    'vaccine.user': () => import('./user/user.service.ts'),
    'vaccine.reservation': () => import('./reservation/reservation.service.ts'),
    'vaccine.calendar': () => import('./calendar/calendar.service.ts'),
    'vaccine.hospital': () => import('./hospital/hospital.service.ts'),
    'vaccine.stock': () => import('./stock/stock.service.ts'),
    'vaccine.dashboard': () => import('./dashboard/dashboard.service.ts'),
  },
  domains: {
    'vaccine.reservation': { kind: 'core', en: 'what people come for', ko: '사람들이 찾는 것' },
    'vaccine.user': { kind: 'core', en: 'who may book, and who somebody is', ko: '예약할 수 있는 사람과 그 신원' },
    'vaccine.calendar': {
      kind: 'supporting',
      en: 'a booking needs a place on a day',
      ko: '예약에는 날짜의 자리가 필요함',
    },
    'vaccine.hospital': { kind: 'supporting', en: 'a booking needs a vaccine', ko: '예약에는 백신이 필요함' },
    'vaccine.stock': { kind: 'general', en: 'a stock like any other', ko: '어디에나 있는 재고' },
    'vaccine.dashboard': { kind: 'view', en: 'what the staff sees, made of events', ko: '이벤트로 만드는 현황판' },
  },
  required: [],
  optional: [
    ...['vaccine.user', 'vaccine.reservation', 'vaccine.calendar'],
    ...['vaccine.hospital', 'vaccine.stock', 'vaccine.dashboard'],
  ],
  personal: ['vaccine.user'],
  proof: () => import('./vaccine.proof.ts'),
  commands: vaccineCommands,
  firstSteps: vaccineFirstSteps,
  actions: {
    ...userActions,
    ...calendarActions,
    ...hospitalActions,
    ...stockActions,
    ...reservationActions,
    ...dashboardActions,
  },
  routes: [
    route('POST /user/date', 'vaccine.user.date', anyone, 'days that can be booked {userName, userRegNumber}', {
      accepts: acceptPerson,
    }),
    route(
      'POST /user/reserve',
      'vaccine.user.reserve',
      anyone,
      'book {userName, userRegNumber, userPhone, reserveDate}',
      {
        creates: true,
        accepts: acceptPerson,
      },
    ),
    route('POST /user/status', 'vaccine.user.status', anyone, "a person's reservations {userName, userRegNumber}", {
      accepts: acceptPerson,
    }),
    route('POST /user/cancel', 'vaccine.user.cancel', anyone, 'cancel {userName, userRegNumber}', {
      accepts: acceptPerson,
    }),
    route('POST /user/forget', 'vaccine.user.forget', anyone, 'erase what is known of a person', {
      accepts: acceptPerson,
    }),
    route('POST /user/reseal', 'vaccine.user.reseal', {}, 'seal personal data anew by the newest key', {
      bodiless: true,
    }),
    route('GET /calendar/{id}', 'vaccine.calendar.show', staff, 'places of a day, and how many are free'),
    route('PUT /calendar/{id}', 'vaccine.calendar.change', staff, 'places of a day {places}'),
    route('POST /hospital/inject', 'vaccine.hospital.inject', staff, 'vaccinated today {reservationId}', {
      accepts: acceptInjection,
    }),
    route('GET /stock', 'vaccine.stock.show', staff, 'doses by vaccine'),
    route('PUT /stock', 'vaccine.stock.fill', staff, 'doses that are left {vaccineType, quantity}'),
    route('GET /reservations', 'vaccine.reservation.list', staff, 'reservations; ?userId, reserveDate, state'),
    route('GET /reservations/{id}', 'vaccine.reservation.get', staff, 'one reservation'),
    route('GET /reservations/{id}/history', 'vaccine.reservation.history', staff, 'what happened to one reservation'),
    route('GET /dashboard/list', 'vaccine.dashboard.list', staff, 'reservations as they stand; ?reserveDate, state'),
    route('GET /dashboard/list/{vaccineType}', 'vaccine.dashboard.list', staff, 'those of a vaccine'),
    live('/dashboard/stream', 'reservations of a day as they change, as events; ?reserveDate', {
      view: 'vaccine.dashboard',
      lists: 'vaccine.dashboard.list',
      owner: 'reserveDate',
      ownerAbout: 'The day.',
      ownerRule: dayRule,
      row: dashboardRow,
      description:
        'The reservations of a day as they change, for the staff. People are known by the mask of their number.',
    }),
  ],
  events: { ...userEvents, ...calendarEvents, ...reservationEvents, ...hospitalEvents, ...stockEvents },
  notices: vaccineNotices,
  tags: {
    user: 'People, who say who they are.',
    calendar: 'Days and their places.',
    hospital: 'Vaccinations.',
    stock: 'Doses of vaccines.',
    reservations: 'Reservations.',
    dashboard: 'Reservations as they stand.',
  },
  duties: [{ role: 'vaccine.staff', about: 'the staff of the hospital' }],
  variables: calendarVariables,
  // What happens to a place, a dose or a person belongs to the story of its reservation.
  storyOf: ({ subject, data }) => {
    if ('reservationId' in data) return String(data.reservationId);
    return 'key' in data ? reservationOf(String(data.key)) : subject;
  },
});
