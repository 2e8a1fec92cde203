import { DatabaseSync } from 'node:sqlite';

/**
 * Fills a stopped system with ended rentals, by copying the one it holds: its rental, payment and page, under
 * ids that sort before those of today.
 */
export function seedRentals(file: string, template: string, count: number): void {
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  for (const table of ['rental/rental', 'payment/payment', 'mypage/mypage']) {
    const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[];
    const values = columns.map(({ name }) => {
      if (name === 'created') return 'NULL';
      if (name === 'id') return `printf('01A%023d', n)`;
      if (name === 'memberId') return `'member-' || (n % 5000)`;
      if (name === 'body') return `json_set(body, '$.memberId', 'member-' || (n % 5000))`;
      return `"${name}"`;
    });
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    database
      .prepare(
        `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
         INSERT INTO "${table}"(${names}) SELECT ${values.join(', ')} FROM numbers, "${table}" WHERE id = ? ORDER BY n`,
      )
      .run(count, template);
  }
  database.exec('COMMIT');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
