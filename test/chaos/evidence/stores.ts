import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Stored } from '../../../mixins/store/port.ts';
import type { Title } from '../../../services/library/book/book.ts';
import type { Rental } from '../../../services/library/rental/rental.ts';
import type { Payment } from '../../../services/payment/payment.ts';
import type { Evidence, LedgerRow, Page } from './evidence.ts';

type InStores = Pick<Evidence, 'rentals' | 'payments' | 'titles' | 'pages' | 'postings' | 'outboxes'>;

/** Reads what the services have written, past the services. */
export async function readStores(postgresUrl: string, mypageFile: string): Promise<InStores> {
  const client = new pg.Client(postgresUrl);
  await client.connect();
  try {
    const rows = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
    const records = <State>(table: string) =>
      rows<Stored<State>>(`SELECT id, version, body AS state FROM ${table} ORDER BY created`);
    const waiting = async (service: string) => {
      const [row] = await rows<{ waiting: number }>(`SELECT count(*)::integer AS waiting FROM ${service}.outbox`);
      return [service, row?.waiting ?? 0] as const;
    };
    return {
      rentals: await records<Rental>('rental.rental'),
      payments: await records<Payment>('payment.payment'),
      titles: await records<Title>('book.book'),
      postings: await rows<LedgerRow>(
        'SELECT id AS "paymentId", debit, credit, amount::float8 AS amount FROM payment.posting ORDER BY id, n',
      ),
      pages: readPages(mypageFile),
      outboxes: Object.fromEntries([await waiting('rental'), await waiting('payment'), await waiting('book')]),
    };
  } finally {
    await client.end();
  }
}

function readPages(file: string): Stored<Page>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('SELECT id, version, body FROM "mypage/mypage"').all();
    return rows.map(({ id, version, body }) => ({
      id: String(id),
      version: Number(version),
      state: JSON.parse(String(body)) as Page,
    }));
  } finally {
    database.close();
  }
}
