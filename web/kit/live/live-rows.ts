import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get, type Page } from '../api/http.ts';
import { type Connection, followWhileSeen } from './following.ts';

/** Of two pictures of a row the one with the higher version is the newer. */
interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Rows that are read at once. */
const pageSize = 100;

/**
 * The rows of a list, and what its stream tells of them from then on, for as long as the component is shown.
 * @param list the path of the list, with its query: `/example/board?memberId=kim`
 * @param stream that of its stream, with the same query
 */
export function useLiveRows<Row extends Versioned>(
  list: string,
  stream: string,
): { readonly rows: ReadonlySignal<readonly Row[]>; readonly connection: ReadonlySignal<Connection> } {
  const byId = useSignal<ReadonlyMap<string, Row>>(new Map());
  const connection = useSignal<Connection>('none');
  const merge = (rows: readonly Row[]) => {
    const newer = rows.filter(({ id, version }) => version >= (byId.value.get(id)?.version ?? 0));
    byId.value = new Map([...byId.value, ...newer.map((row) => [row.id, row] as const)]);
  };
  useEffect(() => {
    byId.value = new Map();
    return followWhileSeen(stream, {
      connection,
      onRow: (row: Row) => merge([row]),
      read: async (signal) => {
        const query = list.includes('?') ? '&' : '?';
        let cursor: string | undefined;
        do {
          const part = new URLSearchParams({ pageSize: String(pageSize), ...(cursor && { cursor }) });
          const page = await get<Page<Row>>(`${list}${query}${part}`, signal);
          merge(page.rows);
          cursor = page.next;
        } while (cursor);
      },
    });
  }, [list, stream]);
  return { rows: useComputed(() => [...byId.value.values()]), connection };
}
