import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { get, pagesOf } from '../../kit/api/http.ts';

/** How much of a member's past was read, in pages. */
export interface Past {
  readonly pages: number;
  readonly hasMore: boolean;
}

/** Rentals of the past that are shown at once. */
const pastPage = 20;

/** All that is open of a member, however much it is. */
export async function readOpen(memberId: string, signal: AbortSignal): Promise<MypageView[]> {
  const { rows } = await readPages({ memberId, open: 'true', pageSize: '100' }, Number.POSITIVE_INFINITY, signal);
  return rows;
}

/** The newest pages of a member's past, all anew: rentals have ended since that come before others. */
export async function readPast(
  memberId: string,
  pages: number,
  signal: AbortSignal,
): Promise<Past & { readonly rows: readonly MypageView[] }> {
  const { rows, next } = await readPages({ memberId, open: 'false', pageSize: String(pastPage) }, pages, signal);
  return { rows, pages, hasMore: next !== undefined };
}

export function readRow(id: string, signal: AbortSignal): Promise<MypageView> {
  return get<MypageView>(`/mypages/${encodeURIComponent(id)}`, signal);
}

/** The newest of a member's rentals, at most this many pages. */
async function readPages(part: Readonly<Record<string, string>>, pages: number, signal: AbortSignal) {
  const query = new URLSearchParams({ sort: '-created', ...part });
  const rows: MypageView[] = [];
  let [page, next]: [number, string | undefined] = [0, undefined];
  for await (const found of pagesOf<MypageView>(`/mypages?${query}`, signal)) {
    rows.push(...found.rows);
    [page, next] = [page + 1, found.next];
    if (page >= pages) break;
  }
  return { rows, next };
}
