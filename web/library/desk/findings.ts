import { signal } from '@preact/signals';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import type { TransitionParams } from '../../../services/library/rental/rental.contract.ts';
import { get } from '../../kit/api/http.ts';
import { Problem } from '../../kit/api/problem.ts';
import { explain } from '../../kit/notice/explain.ts';
import { isCurrent } from '../rental/changes.ts';
import { type Past, readOpen, readPast } from '../rental/read-rentals.ts';
import { ask } from '../rental/wishes.ts';

/** What was looked for at the desk, and found. */
export const findings = signal<Findings | undefined>(undefined);

/** What the desk can do with a rental. */
export type Step = TransitionParams['reqState'];

export interface Findings {
  readonly text: string;
  readonly rows: readonly MypageView[];
  /** How much is shown of what the member had before. */
  readonly past?: Past;
  readonly failure?: string;
  /** Epoch ms: when the rows were read last. */
  readonly readAt: number;
  /** Could the rows not be read again when that was due? */
  readonly isOld?: boolean;
  /** Epoch ms: when a row was changed by somebody else, by the id of its rental. */
  readonly changedAt: ReadonlyMap<string, number>;
}

type Found = Pick<Findings, 'rows' | 'past'>;

/** Milliseconds that a request may take. */
const timeout = 15_000;

let searches = 0;

/** The rentals that a reservation number or a member's id stands for: what can be handed over comes first. */
export async function find(text: string): Promise<Findings> {
  searches += 1;
  const search = searches;
  const result = await read(text, 1).then(
    ({ rows, past }) => ({ rows: rows.toSorted((one, other) => urgency(one) - urgency(other)), ...(past && { past }) }),
    (error) => ({ rows: [], failure: explain(error) }),
  );
  const found: Findings = { text, readAt: Date.now(), changedAt: new Map(), ...result };
  if (search === searches) findings.value = found;
  return found;
}

/** Reads the shown rentals again. Rows keep their places, and new ones come last: none moves under a finger. */
export async function refresh(): Promise<void> {
  const before = findings.value;
  if (!before || before.failure !== undefined) return;
  const search = searches;
  try {
    const fresh = await read(before.text, before.past?.pages ?? 1);
    const readIds = new Set(fresh.rows.map(({ id }) => id));
    // They were open before, and lie deeper in the past than was read.
    const gone = before.rows.filter((row) => isCurrent(row) && !readIds.has(row.id));
    const ended = (await Promise.all(gone.map(({ id }) => ofNumber(id)))).flat();
    if (search === searches && findings.value) findings.value = merged(findings.value, fresh, ended);
  } catch {
    if (search === searches && findings.value) findings.value = { ...findings.value, isOld: true };
  }
}

/** Shows one more page of what the member had before. */
export async function findMorePast(): Promise<void> {
  const { past, ...shown } = findings.value ?? {};
  if (!past) return;
  findings.value = { ...(shown as Findings), past: { ...past, pages: past.pages + 1 } };
  await refresh();
}

/** Of two pictures of a rental the one with the higher version is the newer. */
function merged(shown: Findings, { rows, past }: Found, ended: readonly MypageView[]): Findings {
  const fresh = new Map([...rows, ...ended].map((row) => [row.id, row]));
  const changedAt = new Map(shown.changedAt);
  const kept = shown.rows.map((row) => {
    const next = fresh.get(row.id);
    fresh.delete(row.id);
    if (!next || next.version <= row.version || !isNewer(next, row)) return row;
    if (stepsFrom(next).join() !== stepsFrom(row).join()) changedAt.set(row.id, Date.now());
    return next;
  });
  return {
    ...shown,
    rows: [...kept, ...fresh.values()],
    ...(past && { past }),
    readAt: Date.now(),
    isOld: false,
    changedAt,
  };
}

/** States that a rental does not go back from: my page may be behind what was done at the desk. */
const progress: Partial<Record<MypageView['state'], number>> = { rented: 1, returned: 2, cancelled: 2, refunded: 3 };

function isNewer(next: MypageView, shown: MypageView): boolean {
  return next.version >= shown.version && (progress[next.state] ?? 0) >= (progress[shown.state] ?? 0);
}

async function read(text: string, pages: number): Promise<Found> {
  const ways = isLikelyNumber(text) ? [ofNumberOnly, ofMember] : [ofMember, ofNumberOnly];
  let found: Found = { rows: [] };
  for (const way of ways) if (found.rows.length === 0) found = await way(text, pages);
  return found;
}

/** Numbers that the library gives out; somebody's id may look like one all the same. */
function isLikelyNumber(text: string): boolean {
  return /^[0-9A-Z]{26}$/.test(text);
}

/** All that is open of a member, and the newest of what is over. */
async function ofMember(id: string, pages: number): Promise<Found> {
  const signal = AbortSignal.timeout(timeout);
  const open = await readOpen(id, signal);
  const { rows, ...past } = await readPast(id, pages, signal);
  return { rows: [...open, ...rows], past };
}

async function ofNumberOnly(id: string): Promise<Found> {
  return { rows: await ofNumber(id) };
}

async function ofNumber(id: string): Promise<readonly MypageView[]> {
  try {
    return [await get<MypageView>(`/mypages/${encodeURIComponent(id)}`, AbortSignal.timeout(timeout))];
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

/** Carries a step out and shows what the rental is then. @returns the rental then; none when it could not be done */
export async function take(rental: MypageView, title: string, step: Step): Promise<MypageView | undefined> {
  const after = await ask({ id: rental.id, title }, step);
  if (!after) {
    await refresh();
    return undefined;
  }
  const next = { ...rental, ...after };
  if (findings.value) {
    const rows = findings.value.rows.map((row) => (row.id === next.id && isNewer(next, row) ? next : row));
    findings.value = { ...findings.value, rows };
  }
  return next;
}
