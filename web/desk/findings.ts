import { signal } from '@preact/signals';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { TransitionParams } from '../../services/library/rental/rental.contract.ts';
import { get, type Page } from '../api/http.ts';
import { Problem } from '../api/problem.ts';
import { explain } from '../notice/explain.ts';
import { ask } from '../rental/wishes.ts';

/** What was looked for at the desk, and found. */
export const findings = signal<Findings | undefined>(undefined);

export interface Findings {
  readonly text: string;
  readonly rows: readonly MypageView[];
  readonly failure?: string;
}

/** The rentals that a reservation number or a member's id stands for: open ones first. */
export async function find(text: string): Promise<Findings> {
  const id = encodeURIComponent(text);
  try {
    const [one, page] = await Promise.all([
      get<MypageView>(`/mypages/${id}`).catch(unknown),
      get<Page<MypageView>>(`/mypages?memberId=${id}&sort=-created&pageSize=100`),
    ]);
    const rows = one ? [one] : page.rows.toSorted((a, b) => urgency(a) - urgency(b));
    findings.value = { text, rows };
  } catch (error) {
    findings.value = { text, rows: [], failure: explain(error) };
  }
  return findings.value;
}

/** What can be handed over comes first, what is over last. */
function urgency({ state }: MypageView): number {
  const place = ['ready', 'reserved', 'rented', 'waiting'].indexOf(state);
  return place < 0 ? 4 : place;
}

function unknown(error: unknown): undefined {
  if (error instanceof Problem && error.status === 404) return undefined;
  throw error;
}

/** What the desk can do with a rental that is in this state. */
export function stepsFrom({ state }: MypageView): readonly TransitionParams['reqState'][] {
  if (state === 'ready' || state === 'reserved') return ['rental', 'cancel'];
  if (state === 'rented') return ['return'];
  return state === 'waiting' ? ['cancel'] : [];
}

/** Carries a step out and shows what the rental is then. @returns whether it was done */
export async function take(rental: MypageView, title: string, step: TransitionParams['reqState']): Promise<boolean> {
  const after = await ask({ id: rental.id, title }, step);
  if (!after || !findings.value) return after !== undefined;
  const rows = findings.value.rows.map((row) => (row.id === after.id ? { ...row, ...after } : row));
  findings.value = { ...findings.value, rows };
  return true;
}
