import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import { get, type Page } from '../kit/api/http.ts';
import { Problem } from '../kit/api/problem.ts';

/** Which reservations the manager wants to see. */
export interface Sought {
  /** The number of a reservation, or the id of a customer; empty for all. */
  readonly text: string;
  /** Empty for any. */
  readonly state: string;
}

export type Found = Pick<Page<DashboardRow>, 'rows' | 'total'>;

/** How numbers of reservations look. */
const number = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** The newest hundred at most; by its number a reservation is found whatever its state. @throws Problem, NoAnswer */
export async function find({ text, state }: Sought): Promise<Found> {
  const id = text.toUpperCase();
  const one = number.test(id) ? await byNumber(id) : undefined;
  if (one) return { rows: [one], total: 1 };
  const conditions = { ...(text && { customerId: text }), ...(state && { state }) };
  const query = new URLSearchParams({ sort: '-created', pageSize: '100', ...conditions });
  return get(`/store/dashboard/list?${query}`);
}

async function byNumber(id: string): Promise<DashboardRow | undefined> {
  try {
    return await get(`/store/dashboard/reservations/${id}`);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
}
