/** What is shown of the catalogue, as it stands in the address: what was searched for, and how many pages of it. */
export interface Shown {
  readonly text: string;
  readonly pages: number;
}

/** Pages that an address asks for at most: more are shown on demand. */
const mostPages = 25;

/** Where the catalogue is. */
const first = '/app/library';

export function addressOf({ text, pages }: Shown): string {
  const query = new URLSearchParams({ ...(text !== '' && { q: text }), ...(pages > 1 && { pages: String(pages) }) });
  return query.size > 0 ? `${first}?${query}` : first;
}

export function shownBy({ q = '', pages = '1' }: Readonly<Record<string, string | undefined>>): Shown {
  const wanted = /^\d{1,3}$/.test(pages) ? Number(pages) : 1;
  return { text: q.slice(0, 100), pages: Math.min(Math.max(wanted, 1), mostPages) };
}
