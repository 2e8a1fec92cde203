import type { Collection } from '../collection.ts';
import { indicesSql, tableSql } from './table.ts';

/**
 * SQL after which nothing is left of deleted records of people; none for other records. All records of the table are
 * written anew, and the pages that they lay in dropped, which overwrites them whole. `secure_delete` overwrites a record
 * where it is, but not the copies that SQLite leaves in the gaps of pages that it splits or joins: of 1,500 records that
 * were erased among 3,000 some could be found.
 */
export function rewritingOf(collection: Collection): string[] {
  const { name } = collection;
  if (!collection.isPersonal) return [];
  const rewritten = `${name}__rewritten`;
  const columns = ['created', 'id', 'version', ...Object.keys(collection.columns), 'body'];
  const names = columns.map((column) => `"${column}"`).join(', ');
  return [
    tableSql(collection, rewritten),
    `INSERT INTO "${rewritten}"(${names}) SELECT ${names} FROM "${name}" ORDER BY created`,
    `DROP TABLE "${name}"`,
    `ALTER TABLE "${rewritten}" RENAME TO "${name}"`,
    ...indicesSql(collection),
  ];
}
