import { left } from '../../mixins/kernel/claims.ts';
import { defineProof, type Evidence, eventsOf, recordsOf } from '../../mixins/proof.ts';
import { readableIn } from '../../mixins/readable.ts';
import { calendar, type Day } from './calendar/calendar.ts';
import { type Expected, hospital } from './hospital/hospital.ts';
import { openDays, plain, useVaccination } from './proof/crowd.ts';
import { attemptKey, rowOf } from './reservation/reservation.contract.ts';
import { type Known, type Reservation, reservation } from './reservation/reservation.ts';
import type { StockEnvelope } from './stock/stock.contract.ts';
import { type Stock, stock } from './stock/stock.ts';
import { type User, user } from './user/user.ts';

const live: readonly Reservation['state'][] = ['reserved', 'assigned'];

function reservationsIn(evidence: Evidence): (Known & { readonly id: string })[] {
  return recordsOf<Known>(evidence, 'vaccine.reservation').map(({ id, state }) => ({ id, ...state }));
}

/** Nobody has two live reservations, and each live one binds its person. */
function peopleHaveOne(evidence: Evidence): string[] {
  const people = new Map(recordsOf<User>(evidence, 'vaccine.user').map(({ id, state }) => [id, state]));
  const standing = reservationsIn(evidence).filter(({ state }) => live.includes(state));
  const engaged = [...people].filter(([, { state }]) => state === 'engaged');
  const keys = new Set(standing.map((one) => attemptKey(one.id, one)));
  return [
    ...[...Map.groupBy(standing, ({ userId }) => userId)]
      .filter(([, all]) => all.length > 1)
      .map(([userId, all]) => `person ${userId} has ${all.length} live reservations`),
    ...standing
      .filter((one) => people.get(one.userId)?.key !== attemptKey(one.id, one))
      .map(({ id, userId }) => `reservation ${id} is live, and does not bind person ${userId}`),
    ...engaged
      .filter(([, { key }]) => !keys.has(key ?? ''))
      .map(([id, { key }]) => `person ${id} is bound by ${key}, which is not live`),
  ];
}

/** Each place of a day is held by a reservation that needs it, and no day has given more than it has. */
function placesAreNeeded(evidence: Evidence): string[] {
  const days = recordsOf<Day>(evidence, 'vaccine.calendar');
  const held = new Set(
    days.flatMap(({ id, state }) => Object.keys(state.places.granted).map((key) => `${key} on ${id}`)),
  );
  const needed = reservationsIn(evidence)
    .filter(({ state }) => live.includes(state) || state === 'injected')
    .map((one) => `${attemptKey(one.id, one)} on ${one.reserveDate}`);
  return [
    ...[...held].filter((place) => !needed.includes(place)).map((place) => `a place is held by ${place}, in vain`),
    ...needed.filter((place) => !held.has(place)).map((place) => `${place} has no place`),
    ...days.filter(({ state }) => left(state.places) < 0).map(({ id }) => `${id} has given more places than it has`),
  ];
}

/** Of no vaccine more is drawn than there was, and each assigned reservation has the one dose that it says. */
function dosesWereThere(evidence: Evidence): string[] {
  const found: string[] = [];
  const left = new Map<string, number>();
  const events = eventsOf<StockEnvelope>(evidence, 'vaccine.stock').toSorted((one, two) => one.version - two.version);
  for (const { type, data } of events) {
    const vaccineType = ('vaccineType' in data && data.vaccineType) || undefined;
    if (vaccineType === undefined || type === 'vaccine.stock.used') continue;
    const before = left.get(vaccineType) ?? 0;
    if (type === 'vaccine.stock.filled') left.set(vaccineType, data.quantity);
    else left.set(vaccineType, type === 'vaccine.stock.drawn' ? before - 1 : before + 1);
    if ((left.get(vaccineType) ?? 0) < 0) found.push(`${vaccineType} was drawn when none was left`);
  }
  const [{ state } = { state: stock.initial }] = recordsOf<Stock>(evidence, 'vaccine.stock');
  const drawn = new Map(Object.entries(state.drawn));
  const assigned = new Map(
    reservationsIn(evidence).flatMap((one) => (one.state === 'assigned' ? [[one.id, one.vaccineType]] : [])),
  );
  return [
    ...found,
    ...[...assigned].filter(([id, type]) => drawn.get(id) !== type).map(([id]) => `${id} has not the dose it says`),
    ...[...drawn].filter(([id]) => !assigned.has(id)).map(([id]) => `${id} has a dose, and is not assigned one`),
  ];
}

const rules = {
  'nobody has two live reservations': peopleHaveOne,
  'each place of a day is held by a reservation that needs it': placesAreNeeded,
  'no vaccine is drawn that is not there': dosesWereThere,
  'no name, number or phone of a person can be read': (evidence: Evidence) => readableIn(evidence, plain),
};
/** People go on meanwhile: some of them have to come twice. */
const frozen = [{ at: 500, until: 4_500, kind: 'freeze', target: 'vaccine-hospital-1' }];
const plan = (name: string, rule: keyof typeof rules) => ({
  module: new URL(`proof/planted/${name}.ts`, import.meta.url),
  faults: frozen,
  rules: [rule],
});

export default defineProof({
  aggregates: {
    'vaccine.reservation': {
      decider: reservation,
      isTransient: ({ state }: Reservation) => ['asked', 'abandoning', 'reserved'].includes(state),
    },
    'vaccine.user': { decider: user, isTransient: () => false },
    'vaccine.calendar': { decider: calendar, isTransient: () => false },
    'vaccine.hospital': { decider: hospital, isTransient: ({ state }: Expected) => state === 'received' },
    'vaccine.stock': { decider: stock, isTransient: () => false },
  },
  views: { 'vaccine.dashboard': { of: 'vaccine.reservation', rowOf } },
  commands: ['vaccinate', 'vaccine-cancel', 'inject', 'forget', 'fill-stock'],
  prepare: openDays,
  use: useVaccination,
  planted: {
    'dose-from-nowhere': plan('dose-from-nowhere', 'no vaccine is drawn that is not there'),
    'person-booked-twice': plan('person-booked-twice', 'nobody has two live reservations'),
    'number-in-attempts': plan('number-in-attempts', 'no name, number or phone of a person can be read'),
    'number-in-events': plan('number-in-events', 'no name, number or phone of a person can be read'),
  },
  rules,
});
