import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Evidence, LedgerRow } from '../../../mixins/proof.ts';
import { tableOf } from '../../../mixins/store/names.ts';
import type { Stored } from '../../../mixins/store/port.ts';
import type { Cluster } from '../cluster/cluster.ts';

type InStores = Pick<Evidence, 'records' | 'others' | 'postings' | 'outboxes'>;

const tablesSql = 'SELECT table_schema AS service, table_name AS name FROM information_schema.tables';

/** Reads what the services have written, past the services. */
export async function readStores({ postgres, layout, data }: Cluster): Promise<InStores> {
  const client = new pg.Client(postgres.url);
  await client.connect();
  const rows = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
  const records: Record<string, readonly Stored<object>[]> = {};
  const others: Record<string, readonly object[]> = {};
  const outboxes: Record<string, number> = {};
  try {
    for (const service of layout.keepers) {
      const table = `"${service}"."${collectionOf(service)}"`;
      records[service] = await rows(`SELECT id, version, body AS state FROM ${table} ORDER BY created`);
      const [row] = await rows<{ waiting: number }>(`SELECT count(*)::integer AS waiting FROM "${service}".outbox`);
      outboxes[service] = row?.waiting ?? 0;
    }
    for (const { service, name } of await rows<{ service: string; name: string }>(tablesSql))
      if (layout.keepers.includes(service) && name !== collectionOf(service))
        others[`${service}/${name}`] = await rows(`SELECT * FROM "${service}"."${name}"`);
    for (const view of layout.views) records[view] = readView(join(data, `${view}.db`), view);
    const postings = await rows<LedgerRow>(
      'SELECT id AS "paymentId", debit, credit, amount::float8 AS amount FROM payment.posting ORDER BY id, n',
    );
    return { records, others, postings, outboxes };
  } finally {
    await client.end();
  }
}

/** The collection of a service that has one: `hospital` of `screening.hospital`. */
function collectionOf(service: string): string {
  return service.slice(service.lastIndexOf('.') + 1);
}

function readView(file: string, service: string): Stored<object>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare(`SELECT id, version, body FROM "${tableOf(service, collectionOf(service))}"`).all();
    return rows.map(({ id, version, body }) => ({
      id: String(id),
      version: Number(version),
      state: JSON.parse(String(body)) as object,
    }));
  } finally {
    database.close();
  }
}
