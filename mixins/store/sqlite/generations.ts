import type { SqliteFile } from './file.ts';

/**
 * Which table of a collection is the live one. A rebuild fills the next generation beside the
 * live table; making that the live one is the change of one row.
 */
export class Generations {
  private readonly file: SqliteFile;

  constructor(file: SqliteFile) {
    this.file = file;
    file.database.exec(
      'CREATE TABLE IF NOT EXISTS live(name TEXT PRIMARY KEY, generation INTEGER NOT NULL) STRICT, WITHOUT ROWID;',
    );
  }

  current(name: string): number {
    const select = this.file.query('SELECT generation FROM live WHERE name = ?');
    return select.get<{ generation: number }>(name)?.generation ?? 0;
  }

  async makeCurrent(name: string, generation: number): Promise<void> {
    const upsert = this.file.statement(
      'INSERT INTO live VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET generation = excluded.generation',
    );
    await this.file.write([[upsert, name, generation]]);
  }

  async drop(name: string, generation: number): Promise<void> {
    await this.file.write([[this.file.statement(`DROP TABLE IF EXISTS "${tableName(name, generation)}"`)]]);
  }
}

export function tableName(collection: string, generation: number): string {
  return generation === 0 ? collection : `${collection}__${generation}`;
}
