import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { get, type Page } from '../../kit/api/http.ts';

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

/** Reads page after page by cursor: each rental once, also when others come and end meanwhile. */
async function readPages(part: Readonly<Record<string, string>>, pages: number, signal: AbortSignal) {
  const rows: MypageView[] = [];
  let next: string | undefined;
  let page = 0;
  do {
    const query = new URLSearchParams({ sort: '-created', ...part, ...(next && { cursor: next }) });
    const found = await get<Page<MypageView>>(`/mypages?${query}`, signal);
    rows.push(...found.rows);
    next = found.next;
    page += 1;
  } while (next && page < pages);
  return { rows, next };
}
