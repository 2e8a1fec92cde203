import type { HistoryEntry, Story } from '../../services/history/history.contract.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';
import { get } from '../kit/api/http.ts';
import { Problem } from '../kit/api/problem.ts';

/** What happened, with the stories it belongs to, and what payment shows for it now. */
export interface WholeStory extends Story {
  readonly moments: readonly Moment[];
  readonly stories: NonNullable<Story['stories']>;
  readonly payments: readonly PaymentView[];
}

/** A request, and what followed from it. */
export interface Moment {
  readonly correlationId: string;
  readonly happenings: readonly HistoryEntry[];
}

/** @throws Problem when nothing is known of a story or request of that number */
export async function loadStory(number: string): Promise<WholeStory> {
  const story = await find('id', number).catch((error) => {
    if (error instanceof Problem && error.status === 404) return find('correlationId', number);
    throw error;
  });
  const payments = await known(paymentsOf(story).map((id) => `/payments/${id}`));
  const moments = Map.groupBy(story.happenings, ({ correlationId }) => correlationId);
  return {
    ...story,
    stories: story.stories ?? [],
    payments: payments as PaymentView[],
    moments: Array.from(moments, ([correlationId, happenings]) => ({ correlationId, happenings })),
  };
}

function find(name: 'id' | 'correlationId', number: string): Promise<Story> {
  return get(`/admin/stories?${new URLSearchParams({ [name]: number })}`);
}

function paymentsOf({ happenings }: Story): string[] {
  const ids = happenings.map(({ data }) => data.paymentId).filter((id) => typeof id === 'string');
  return [...new Set(ids)];
}

/** What there is of these; a view may not have come so far. */
async function known(paths: readonly string[]): Promise<unknown[]> {
  const found = await Promise.all(paths.map((path) => get(path).catch(() => undefined)));
  return found.filter((one) => one !== undefined);
}
