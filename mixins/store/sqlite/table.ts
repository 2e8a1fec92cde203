import type { Collection } from '../collection.ts';

/** The table of a collection, with its indices, where they are missing: as SQL. */
export function tableOf({ name, columns }: Collection): string {
  const entries = Object.entries(columns);
  const fields = entries.map(([field, { type }]) => `, "${field}" ${type.toUpperCase()}`).join('');
  const indices = entries.map(([field, { index }]) => {
    if (!index) return '';
    const present = index === 'present' ? ` WHERE "${field}" IS NOT NULL` : '';
    return `CREATE INDEX IF NOT EXISTS "${name}.${field}" ON "${name}"("${field}")${present};`;
  });
  return `
    CREATE TABLE IF NOT EXISTS "${name}"(
      created INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL${fields}, body TEXT NOT NULL
    ) STRICT;
    ${indices.join('\n')}`;
}
