import type { DatabaseSync } from 'node:sqlite';
import { tableOf } from '../names.ts';

/** Services whose collections are not named after them. */
const services: Readonly<Record<string, string>> = {
  account: 'identity',
  client: 'identity',
  key_ring: 'identity',
  sign_in_attempts: 'identity',
  oidc_artifact: 'identity',
};

/**
 * Schema version 3: tables of records are named after their service and their collection, where they were named after
 * the collection alone. Their indices are dropped: a renamed table keeps them under their old names, and whoever opens
 * it makes them again.
 */
export function nameTablesByService(database: DatabaseSync): void {
  for (const table of recordTables(database)) {
    const [collection = '', generation] = table.split(/__(?=\d+$)/);
    const name = tableOf(services[collection] ?? collection, collection);
    for (const index of indicesOf(database, table)) database.exec(`DROP INDEX "${index}"`);
    database.exec(`ALTER TABLE "${table}" RENAME TO "${generation ? `${name}__${generation}` : name}"`);
    if (hasTable(database, 'live')) database.prepare('UPDATE live SET name = ? WHERE name = ?').run(name, collection);
  }
}

/** Tables with the columns that every record has. */
function recordTables(database: DatabaseSync): string[] {
  const columns = `SELECT count(*) FROM pragma_table_info(entry.name) WHERE name IN ('created', 'id', 'version', 'body')`;
  const tables = `SELECT name FROM sqlite_schema AS entry WHERE type = 'table' AND (${columns}) = 4`;
  return database
    .prepare(tables)
    .all()
    .map(({ name }) => String(name));
}

/** Those of `UNIQUE` have no SQL, and stay. */
function indicesOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`)
    .all(table)
    .map(({ name }) => String(name));
}

function hasTable(database: DatabaseSync, name: string): boolean {
  return database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !== undefined;
}
