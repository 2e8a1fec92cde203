import { randomUUID } from 'node:crypto';
import { daysAfter, todayInKorea } from '../../../mixins/days.ts';
import type { Crowd } from '../../../mixins/proof.ts';
import { pause } from '../../../mixins/waiting/waiting.ts';

/** Milliseconds between two wishes of a person, on average. */
const thinking = 500;
const people = 12;
/** Whoever is vaccinated today keeps the place, so today must not run out; tomorrow is full now and then. */
const places = { today: 400, tomorrow: 4 } as const;
/** Less than people want, so that now and then nothing is left. */
const doses = { Pfizer: 3, Moderna: 2 } as const;

const json = { 'content-type': 'application/json' };

/** What nothing that a system leaves behind may hold of these people: their names, numbers and phones. */
export const plain = /Hong Gildong|900101-?1\d{6}|010-?7777-?\d{4}/;

export function personOf(index: number) {
  return { userName: `Hong Gildong ${index}`, userRegNumber: `900101-1${String(index).padStart(6, '0')}` };
}

function days(): readonly [today: string, tomorrow: string] {
  const today = todayInKorea(Date.now());
  return [today, daysAfter(today, 1)];
}

export async function openDays(url: string): Promise<void> {
  const put = async (path: string, body: object) => {
    const response = await fetch(`${url}/vaccine${path}`, { method: 'PUT', headers: json, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`PUT ${path} was answered ${response.status} ${await response.text()}`);
  };
  const [today, tomorrow] = days();
  await put(`/calendar/${today}`, { places: places.today });
  await put(`/calendar/${tomorrow}`, { places: places.tomorrow });
  for (const [vaccineType, quantity] of Object.entries(doses)) await put('/stock', { vaccineType, quantity });
}

/** People who book, come or cancel; the staff, who fill the stock again. */
export async function useVaccination(crowd: Crowd): Promise<void> {
  await Promise.all([...Array.from({ length: people }, (_, index) => book(crowd, index)), refill(crowd)]);
}

async function book(crowd: Crowd, index: number): Promise<void> {
  const { random, signal } = crowd;
  const who = `person-${index}`;
  const person = personOf(index);
  const post = (name: string, path: string, body: object, subject?: string) =>
    crowd.caller.carryOut({
      ...{ name, who, path: `/vaccine${path}`, body, method: 'POST', headers: { 'idempotency-key': randomUUID() } },
      ...(subject !== undefined && { subject }),
    });
  // Once, since ten of them would lock the person out.
  const mistyped = { ...person, userName: `${person.userName} Kim` };
  await post('vaccine-cancel', '/user/cancel', mistyped);
  while (!signal.aborted) {
    await pause(2 * thinking * random(), signal);
    const reserveDate = days()[random() < 0.5 ? 0 : 1];
    const userPhone = `010-7777-${String(index).padStart(4, '0')}`;
    const { body } = await post('vaccinate', '/user/reserve', { ...person, userPhone, reserveDate });
    await pause(2 * thinking * random(), signal);
    const subject = String(body?.id);
    if (body && random() < 0.3) await post('inject', '/hospital/inject', { reservationId: subject }, subject);
    else if (random() < 0.8) await post('vaccine-cancel', '/user/cancel', person);
    // Whoever is vaccinated books no more, but as somebody else.
    if (random() < 0.3) await post('forget', '/user/forget', person);
  }
}

async function refill({ caller, random, signal }: Crowd): Promise<void> {
  while (!signal.aborted) {
    await pause(8 * thinking * random(), signal);
    const body = { vaccineType: 'Pfizer', quantity: doses.Pfizer };
    await caller.carryOut({ name: 'fill-stock', who: 'staff', method: 'PUT', path: '/vaccine/stock', body });
  }
}
