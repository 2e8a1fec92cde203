import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import { type Page, type Sent, send } from '../kit/api/http.ts';
import { Problem } from '../kit/api/problem.ts';

/**
 * What people ask for who say who they are. That goes out in bodies alone, and stays in the memory of the page: never in
 * an address, nor in a storage of the browser, where the outbox would put it.
 */

/** Who somebody says they are. */
export interface Who {
  readonly userName: string;
  readonly userRegNumber: string;
  readonly userPhone: string;
}

/** A day that can be booked, with the places that are left. */
export interface Day {
  readonly date: string;
  readonly count: number;
}

/** What a person has. */
export interface Own {
  /** A name that does not belong to the number is as unknown as a number that nobody has. */
  readonly isKnown: boolean;
  readonly rows: readonly ReservationView[];
}

function ask<Body>(path: string, { userName, userRegNumber }: Who, more: Pick<Sent, 'key'> & { body?: object } = {}) {
  const { key, body } = more;
  return send<Body>({
    method: 'POST',
    path: `/vaccine/user/${path}`,
    body: { userName, userRegNumber, ...body },
    ...(key !== undefined && { key }),
  });
}

/** @throws Problem, NoAnswer, as all of these do */
export function daysOf(who: Who): Promise<readonly Day[]> {
  return ask('date', who);
}

export async function ownOf(who: Who): Promise<Own> {
  try {
    const { rows } = await ask<Page<ReservationView>>('status', who);
    return { isKnown: true, rows };
  } catch (error) {
    if (error instanceof Problem && error.code === 'vaccine-user-not-found') return { isKnown: false, rows: [] };
    throw error;
  }
}

/** `key`: the same for each repeat, so that it is booked once. */
export function book(who: Who, reserveDate: string, key: string): Promise<ReservationView> {
  return ask('reserve', who, { key, body: { userPhone: who.userPhone, reserveDate } });
}

export function cancel(who: Who): Promise<ReservationView> {
  return ask('cancel', who);
}

export async function forget(who: Who): Promise<void> {
  await ask('forget', who);
}
