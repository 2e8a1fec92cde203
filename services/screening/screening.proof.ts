import { randomUUID } from 'node:crypto';
import { type Crowd, defineProof, type Evidence, recordsOf } from '../../mixins/proof.ts';
import { pause } from '../../mixins/waiting/waiting.ts';
import { dayId } from './hospital/hospital.contract.ts';
import { type Hospital, hospital, placesOf } from './hospital/hospital.ts';
import { type Reservation, reservation } from './reservation/reservation.ts';
import { rowOf } from './screening/screening.contract.ts';
import { type Screening, screening } from './screening/screening.ts';

/** Milliseconds between two wishes of a customer, on average. */
const thinking = 400;
const customers = 12;
const chkDate = '2027-09-09';
/** The last one deletes its day now and then, and opens it again. */
const hospitalIds = ['h1', 'h2', 'h3', 'fickle'];
const pCnt = 5;

const json = { 'content-type': 'application/json' };
const bodyOf = (hospitalId: string) => ({ hospitalId, hospitalNm: `Hospital ${hospitalId}`, chkDate, pCnt });

async function openDays(url: string): Promise<void> {
  for (const hospitalId of hospitalIds) {
    const request = { method: 'POST', headers: json, body: JSON.stringify(bodyOf(hospitalId)) };
    const response = await fetch(`${url}/screening/hospitals`, request);
    if (!response.ok) throw new Error(`No day could be opened: ${response.status} ${await response.text()}`);
  }
}

async function book({ caller, random, signal }: Crowd, custId: string): Promise<void> {
  while (!signal.aborted) {
    await pause(2 * thinking * random(), signal);
    const hospitalId = hospitalIds[Math.floor(random() * hospitalIds.length)] ?? 'h1';
    const headers = { 'idempotency-key': randomUUID() };
    const body = { hospitalId, chkDate, custId, custNm: custId };
    const path = '/screening/screenings';
    const booked = await caller.carryOut({ name: 'screen', who: custId, method: 'POST', path, headers, body });
    if (!booked.body || random() < 0.2) continue;
    await pause(2 * thinking * random(), signal);
    const subject = String(booked.body.id);
    const cancel = { method: 'PATCH', path: `${path}/${subject}`, body: { status: 'CANCELED' } } as const;
    await caller.carryOut({ name: 'screen-cancel', who: custId, subject, ...cancel });
  }
}

async function changeMind({ caller, random, signal }: Crowd): Promise<void> {
  const hospitalId = 'fickle';
  const subject = dayId({ hospitalId, chkDate });
  while (!signal.aborted) {
    await pause(10 * thinking * random(), signal);
    await caller.carryOut({
      name: 'delete-day',
      who: hospitalId,
      subject,
      method: 'DELETE',
      path: `/screening/hospitals/${subject}`,
    });
    await pause(2 * thinking * random(), signal);
    const body = bodyOf(hospitalId);
    await caller.carryOut({
      name: 'open-day',
      who: hospitalId,
      subject,
      method: 'POST',
      path: '/screening/hospitals',
      body,
    });
  }
}

/** Each place of a day is held by a screening that is booked there, and no day has more than it has places. */
function placesAreOwed(evidence: Evidence): string[] {
  const screenings = new Map(recordsOf<Screening>(evidence, 'screening.screening').map(({ id, state }) => [id, state]));
  const days = recordsOf<Hospital>(evidence, 'screening.hospital');
  const held = days.flatMap(({ id: day, state }) =>
    placesOf(state).map(({ screeningId, attempt }) => ({ day, screeningId, attempt })),
  );
  const wrong = held.filter(({ day, screeningId, attempt }) => {
    const known = screenings.get(screeningId);
    return known?.state !== 'completed' || known.attempt !== attempt || dayId(known) !== day;
  });
  const has = new Set(held.map(({ screeningId }) => screeningId));
  const without = [...screenings].filter(([id, { state }]) => state === 'completed' && !has.has(id));
  const over = days.filter(({ state }) => placesOf(state).length > state.places.limit);
  return [
    ...wrong.map(({ day, screeningId }) => `${day} holds a place for ${screeningId}, which is not booked there`),
    ...without.map(([id]) => `screening ${id} is booked, and no hospital holds its place`),
    ...over.map(({ id, state }) => `${id} has given ${placesOf(state).length} of ${state.places.limit} places`),
  ];
}

const registered: Readonly<Record<string, string>> = {
  completed: 'RESERVED',
  cancelled: 'CANCELED',
  'force-cancelled': 'FORCE_CANCELED',
};

/** The register says of each screening what it is. One that never had a place is not in it, or was told of its end only. */
function registerAgrees(evidence: Evidence): string[] {
  const entries = new Map(
    recordsOf<Reservation>(evidence, 'screening.reservation').map(({ id, state }) => [id, state.status]),
  );
  return recordsOf<Screening>(evidence, 'screening.screening')
    .filter(({ id, state }) => registered[state.state] !== entries.get(id))
    .map(({ id, state }) => `screening ${id} is ${state.state}, and ${entries.get(id) ?? 'nothing'} in the register`);
}

const frozen = [{ at: 500, until: 2_500, kind: 'freeze', target: 'screening-hospital-1' }];
const held = ['each place is held by a screening that is booked'];
const moduleOf = (name: string) => new URL(`proof/planted/${name}.ts`, import.meta.url);

export default defineProof({
  aggregates: {
    'screening.screening': {
      decider: screening,
      isTransient: ({ state }: Screening) => state === 'asked' || state === 'abandoning',
    },
    'screening.hospital': { decider: hospital, isTransient: () => false },
    'screening.reservation': { decider: reservation, isTransient: () => false },
  },
  views: { 'screening.mypage': { of: 'screening.screening', rowOf } },
  commands: ['screen', 'screen-cancel', 'delete-day', 'open-day'],
  prepare: openDays,
  async use(crowd) {
    const ids = Array.from({ length: customers }, (_, index) => `customer-${index + 1}`);
    await Promise.all([...ids.map((custId) => book(crowd, custId)), changeMind(crowd)]);
  },
  planted: {
    'place-given-twice': { module: moduleOf('place-given-twice'), faults: frozen, rules: held },
    'release-skipped': { module: moduleOf('release-skipped'), faults: frozen, rules: held },
  },
  rules: {
    'each place is held by a screening that is booked': placesAreOwed,
    'the register agrees with the screenings': registerAgrees,
  },
});
