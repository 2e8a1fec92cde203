import { signal } from '@preact/signals';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { TransitionParams } from '../../services/library/rental/rental.contract.ts';
import { get, type Page } from '../api/http.ts';
import { Problem } from '../api/problem.ts';
import { explain } from '../notice/explain.ts';
import { ask } from '../rental/wishes.ts';

/** What was looked for at the desk, and found. */
export const findings = signal<Findings | undefined>(undefined);

/** What the desk can do with a rental. */
export type Step = TransitionParams['reqState'];

export interface Findings {
  readonly text: string;
  readonly rows: readonly MypageView[];
  readonly failure?: string;
}

/** The rentals that a reservation number or a member's id stands for: what can be handed over comes first. */
export async function find(text: string): Promise<Findings> {
  const ways = isLikelyNumber(text) ? [ofNumber, ofMember] : [ofMember, ofNumber];
  try {
    let rows: readonly MypageView[] = [];
    for (const way of ways) if (rows.length === 0) rows = await way(encodeURIComponent(text));
    findings.value = { text, rows: rows.toSorted((one, other) => urgency(one) - urgency(other)) };
  } catch (error) {
    findings.value = { text, rows: [], failure: explain(error) };
  }
  return findings.value;
}

/** Numbers that the library gives out; somebody's id may look like one all the same. */
function isLikelyNumber(text: string): boolean {
  return /^[0-9A-Z]{26}$/.test(text);
}

async function ofMember(id: string): Promise<readonly MypageView[]> {
  return (await get<Page<MypageView>>(`/mypages?memberId=${id}&sort=-created&pageSize=100`)).rows;
}

async function ofNumber(id: string): Promise<readonly MypageView[]> {
  try {
    return [await get<MypageView>(`/mypages/${id}`)];
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return [];
    throw error;
  }
}

/** What can be handed over comes first, what is over last. */
function urgency({ state }: MypageView): number {
  const place = ['ready', 'reserved', 'rented', 'waiting'].indexOf(state);
  return place < 0 ? 4 : place;
}

/** What the desk can do with a rental that is in this state. */
export function stepsFrom({ state }: MypageView): readonly Step[] {
  if (state === 'ready' || state === 'reserved') return ['rental', 'cancel'];
  if (state === 'rented') return ['return'];
  return state === 'waiting' ? ['cancel'] : [];
}

/** Carries a step out and shows what the rental is then. @returns whether it was done */
export async function take(rental: MypageView, title: string, step: Step): Promise<boolean> {
  const after = await ask({ id: rental.id, title }, step);
  if (!after || !findings.value) return after !== undefined;
  const rows = findings.value.rows.map((row) => (row.id === after.id ? { ...row, ...after } : row));
  findings.value = { ...findings.value, rows };
  return true;
}
