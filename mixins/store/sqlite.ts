import type { Collection, Query, Range, Slice } from './collection.ts';
import type { Change, Expiring, Rebuildable, RecordStore, Scanned, Stored, WriteState } from './port.ts';
import { scanned } from './scan.ts';
import { areFoundAlike, columnsOf, withSearchColumns } from './search/columns.ts';
import { isSearchColumn } from './search/text.ts';
import { type KeyedRow, sliceOf } from './slice.ts';
import { column, countRows, type Dialect, selectRows } from './sql/query.ts';
import type { SqliteFile } from './sqlite/file.ts';
import { Generations, tableName } from './sqlite/generations.ts';
import type { SqliteLog } from './sqlite/log.ts';
import type { Query as SqliteQuery } from './sqlite/query.ts';
import { rewritingOf } from './sqlite/rewriting.ts';
import { makeTable } from './sqlite/table.ts';
import type { Step, Value } from './sqlite/writer.ts';
import { UnreadableRecords } from './unreadable-records.ts';

/** Prepared queries: there are as many as combinations of filters and sorts, which callers choose. */
const statementsKept = 256;
const dialect: Dialect = { position: 'instr', same: 'IS', all: -1 };

/**
 * A record store in a table of a SQLite file, and a moleculer-db adapter on the same table.
 * Queried fields are real columns, and those that never change stay out of the update: an index on an
 * expression over the JSON costs one more page for each write.
 */
export class SqliteStore<State extends object>
  implements RecordStore<State>, Expiring, Rebuildable<SqliteStore<State>>
{
  readonly outbox: SqliteLog;
  private readonly file: SqliteFile;
  private readonly collection: Collection;
  private readonly inserted: readonly string[];
  private readonly updated: readonly string[];
  private readonly statements = new Map<string, SqliteQuery>();
  private readonly select: SqliteQuery;
  private readonly insertRow: number;
  private readonly upsertNewer: number;
  private readonly updates = new Map<string, number>();
  private readonly generations: Generations;
  private readonly generation: number;
  private readonly table: string;
  private readonly damage: UnreadableRecords;

  /** Opens the live generation of the collection, unless another one is named. */
  constructor(file: SqliteFile, log: SqliteLog, collection: Collection, generation?: number) {
    this.file = file;
    this.outbox = log;
    this.collection = withSearchColumns(collection);
    this.inserted = Object.keys(this.collection.columns);
    this.updated = this.inserted.filter((name) => !collection.columns[name]?.fixed);
    this.generations = new Generations(file);
    this.generation = generation ?? this.generations.current(collection.name);
    const { name } = this.named();
    const table = `"${name}"`;
    this.table = table;
    this.damage = new UnreadableRecords(`${file.path}, table ${name}`, file.log);
    makeTable(file.database, this.named());
    const names = this.inserted.map((name) => `, "${name}"`).join('');
    const marks = this.inserted.map(() => ', ?').join('');
    this.select = file.query(`SELECT version, body FROM ${table} WHERE id = ?`);
    this.insertRow = file.statement(
      `INSERT INTO ${table}(id, version, body${names}) VALUES(?, ?, ?${marks}) ON CONFLICT DO NOTHING`,
    );
    const excluded = this.updated.map((name) => `, "${name}" = excluded."${name}"`).join('');
    this.upsertNewer = file.statement(
      `INSERT INTO ${table}(id, version, body${names}) VALUES(?, ?, ?${marks}) ON CONFLICT(id) DO UPDATE
       SET version = excluded.version, body = excluded.body${excluded} WHERE excluded.version > version`,
    );
  }

  async load(id: string): Promise<Stored<State> | undefined> {
    const row = this.select.get<{ version: number; body: string }>(id);
    return row && { id, version: row.version, state: this.damage.state(id, () => JSON.parse(row.body)) };
  }

  async commit(change: Change<State>): Promise<boolean> {
    const step = change.expectedVersion === 0 ? this.insertion(change) : this.update(change);
    const isDone = await this.outbox.append(step, change.events);
    if (isDone && change.expectedVersion > 0 && this.collection.isPersonal) await this.file.emptyLog();
    return isDone;
  }

  keepNewest({ id, version, state }: Stored<State>): Promise<void> {
    const values = this.valuesOf(this.inserted, state);
    return this.file.write([[this.upsertNewer, id, version, JSON.stringify(state), ...values]], () => {});
  }

  async scan(after: string, limit: number): Promise<Scanned<State>> {
    const query = this.prepared(`SELECT id, version, body FROM ${this.table} WHERE id > ? ORDER BY id LIMIT ?`);
    return scanned(query.all<Row & { version: number }>(after, limit), limit, ({ id, version, body }) => ({
      id,
      version,
      state: this.damage.state<State>(id, () => JSON.parse(body)),
    }));
  }

  async due(now: number, limit: number): Promise<string[]> {
    const query = this.prepared(`SELECT id FROM ${this.table} WHERE due <= ? ORDER BY due LIMIT ?`);
    return query.all<{ id: string }>(now, limit).map(({ id }) => id);
  }

  async dueAfter(time: number, limit: number): Promise<string[]> {
    const query = this.prepared(`SELECT id FROM ${this.table} WHERE due > ? ORDER BY due LIMIT ?`);
    return query.all<{ id: string }>(time, limit).map(({ id }) => id);
  }

  async removeDue(now: number, limit: number): Promise<number> {
    const some = `SELECT id FROM ${this.table} WHERE due <= ? ORDER BY due LIMIT ?`;
    const statement = this.file.statement(`DELETE FROM ${this.table} WHERE id IN (${some})`);
    const rewriting = rewritingOf(this.named()).map((sql): Step => [this.file.statement(sql)]);
    const { changes } = await this.file.write([[statement, now, limit], ...rewriting]);
    if (changes > 0 && this.collection.isPersonal) await this.file.emptyLog();
    return changes;
  }

  /** moleculer-db: entities are the state with the record's `id`. */
  async find(query: Query = {}): Promise<Entity<State>[]> {
    return this.entities(this.rows(query));
  }

  async slice(query: Query & { readonly limit: number }): Promise<Slice<Entity<State>>> {
    const { rows, next } = sliceOf(this.rows({ ...query, limit: query.limit + 1 }), this.collection, query);
    return { rows: this.entities(rows), ...(next && { next }) };
  }

  async count(query: Query = {}): Promise<number> {
    const { sql, values } = countRows(this.table, { collection: this.collection, query, dialect });
    return this.prepared(`SELECT count(*) AS total${sql}`).get<{ total: number }>(...values)?.total ?? 0;
  }

  async findById(id: string): Promise<Entity<State> | null> {
    const stored = await this.load(id);
    return stored ? { id, ...stored.state } : null;
  }

  async findByIds(ids: readonly string[]): Promise<Entity<State>[]> {
    const sql = `SELECT id, body FROM ${this.table} WHERE id IN (SELECT value FROM json_each(?))`;
    return this.entities(this.prepared(sql).all(JSON.stringify(ids)));
  }

  async countBetween(field: string, ranges: readonly Range[]): Promise<number[]> {
    const name = column(this.collection, field);
    const sql = `
      SELECT (SELECT count(*) FROM ${this.table} WHERE ${name} >= given.value ->> 0 AND ${name} < given.value ->> 1) AS total
      FROM json_each(?) AS given ORDER BY given.key`;
    const rows = this.prepared(sql).all<{ total: number }>(JSON.stringify(ranges));
    return rows.map(({ total }) => total);
  }

  async findBetween(field: string, [from, below]: Range): Promise<Entity<State>[]> {
    const name = column(this.collection, field);
    const sql = `SELECT id, body FROM ${this.table} WHERE ${name} >= ? AND ${name} < ? ORDER BY ${name}`;
    return this.entities(this.prepared(sql).all(from, below));
  }

  writeState(): Promise<WriteState> {
    return this.file.probe.state();
  }

  async next(): Promise<SqliteStore<State>> {
    const generation = this.generation + 1;
    await this.generations.drop(this.collection.name, generation);
    return new SqliteStore(this.file, this.outbox, this.collection, generation);
  }

  async goLive(): Promise<void> {
    await this.generations.makeCurrent(this.collection.name, this.generation);
  }

  async drop(): Promise<void> {
    await this.generations.drop(this.collection.name, this.generation);
  }

  init(): void {}
  async connect(): Promise<void> {}
  async disconnect(): Promise<void> {}
  entityToObject(entity: Entity<State>): Entity<State> {
    return entity;
  }
  afterRetrieveTransformID(entity: Entity<State>): Entity<State> {
    return entity;
  }

  private named(): Collection {
    return { ...this.collection, name: tableName(this.collection.name, this.generation) };
  }

  private rows(query: Query): Row[] {
    const { sql, values } = selectRows(this.table, { collection: this.collection, query, dialect });
    return this.prepared(sql).all<Row>(...values);
  }

  private insertion({ id, version, state }: Change<State>): Step {
    return [this.insertRow, id, version, JSON.stringify(state), ...this.valuesOf(this.inserted, state)];
  }

  /** A column that is set is written in its index too, even to the same value. */
  private update({ id, version, expectedVersion, state, previous }: Change<State>): Step {
    const names = previous ? this.updated.filter((name) => this.differs(name, previous, state)) : this.updated;
    return [this.updateOf(names), version, JSON.stringify(state), ...this.valuesOf(names, state), id, expectedVersion];
  }

  private differs(name: string, previous: object, state: object): boolean {
    if (isSearchColumn(name)) return !areFoundAlike(previous, state, this.collection);
    return columnValue(name, previous) !== columnValue(name, state);
  }

  private valuesOf(names: readonly string[], state: object): Value[] {
    const columns = names.some(isSearchColumn) ? columnsOf(state, this.collection) : state;
    return names.map((name) => columnValue(name, columns));
  }

  private updateOf(names: readonly string[]): number {
    const key = names.join();
    const known = this.updates.get(key);
    if (known !== undefined) return known;
    const sets = names.map((name) => `, "${name}" = ?`).join('');
    const sql = `UPDATE ${this.table} SET version = ?, body = ?${sets} WHERE id = ? AND version = ?`;
    const statement = this.file.statement(sql);
    this.updates.set(key, statement);
    return statement;
  }

  private entities(rows: readonly { readonly id: string; readonly body: string }[]): Entity<State>[] {
    return rows.map(({ id, body }) => ({ id, ...this.damage.state<State>(id, () => JSON.parse(body)) }));
  }

  private prepared(sql: string): SqliteQuery {
    const known = this.statements.get(sql);
    if (known) return known;
    if (this.statements.size >= statementsKept) this.statements.clear();
    const query = this.file.query(sql);
    this.statements.set(sql, query);
    return query;
  }
}

interface Row extends KeyedRow {
  readonly id: string;
  readonly body: string;
}

export type Entity<State> = State & { readonly id: string };

function columnValue(name: string, state: object): Value {
  return (state as Record<string, Value | undefined>)[name] ?? null;
}
