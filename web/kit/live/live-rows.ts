import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { pagesOf } from '../api/http.ts';
import { type Connection, followWhileSeen } from './following.ts';
import { newerThan, type Versioned, withRows } from './newer.ts';

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
): {
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly connection: ReadonlySignal<Connection>;
  /** The list has been read to its end once: rows that are not there are none. */
  readonly isRead: ReadonlySignal<boolean>;
} {
  const byId = useSignal<ReadonlyMap<string, Row>>(new Map());
  const connection = useSignal<Connection>('none');
  const isRead = useSignal(false);
  const merge = (rows: readonly Row[]) => {
    byId.value = withRows(byId.value, newerThan(byId.value, rows));
  };
  useEffect(() => {
    byId.value = new Map();
    isRead.value = false;
    return followWhileSeen(stream, {
      connection,
      onRow: (row: Row) => merge([row]),
      read: async (signal) => {
        const query = list.includes('?') ? '&' : '?';
        for await (const page of pagesOf<Row>(`${list}${query}pageSize=${pageSize}`, signal)) merge(page.rows);
        isRead.value = true;
      },
    });
  }, [list, stream]);
  return { rows: useComputed(() => [...byId.value.values()]), connection, isRead };
}
