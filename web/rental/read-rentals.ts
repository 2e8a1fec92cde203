import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import { get, type Page } from '../api/http.ts';

/** How much of a member's past was read, in pages. */
export interface Past {
  readonly pages: number;
  readonly totalPages: number;
}

/** Rentals of the past that are shown at once. */
const pastPage = 20;

/** All that is open of a member, however much it is. */
export async function readOpen(memberId: string, signal: AbortSignal): Promise<MypageView[]> {
  const rows: MypageView[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const found = await readPage(memberId, { open: 'true', pageSize: '100', page: String(page) }, signal);
    rows.push(...found.rows);
    pages = found.totalPages;
  }
  return rows;
}

/** The newest pages of a member's past: rows that have ended since move the others on, so that all are read anew. */
export async function readPast(
  memberId: string,
  pages: number,
  signal: AbortSignal,
): Promise<Past & { readonly rows: readonly MypageView[] }> {
  const rows: MypageView[] = [];
  let totalPages = 1;
  for (let page = 1; page <= pages; page += 1) {
    const found = await readPage(memberId, { open: 'false', pageSize: String(pastPage), page: String(page) }, signal);
    rows.push(...found.rows);
    totalPages = found.totalPages;
    if (page >= totalPages) break;
  }
  return { rows, pages, totalPages };
}

export function readRow(id: string, signal: AbortSignal): Promise<MypageView> {
  return get<MypageView>(`/mypages/${encodeURIComponent(id)}`, signal);
}

function readPage(memberId: string, part: Readonly<Record<string, string>>, signal: AbortSignal) {
  const query = new URLSearchParams({ memberId, sort: '-created', ...part });
  return get<Page<MypageView>>(`/mypages?${query}`, signal);
}
