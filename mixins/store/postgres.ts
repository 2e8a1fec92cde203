import type { StoreAdapter } from '../runtime.ts';
import type { Collection, Query, Range, Slice } from './collection.ts';
import type { Change, Scanned, Stored, WriteState } from './port.ts';
import type { PostgresDatabase, Value } from './postgres/database.ts';
import type { PostgresOutbox } from './postgres/outbox.ts';
import { replaceTable, tablesOf } from './postgres/schema.ts';
import { makeSearchable } from './postgres/searchable.ts';
import { type Committed, type Statements, statementsOf } from './postgres/statements.ts';
import { scanned } from './scan.ts';
import { columnsOf, withSearchColumns } from './search/columns.ts';
import { type KeyedRow, sliceOf } from './slice.ts';
import type { Clause } from './sql/clause.ts';
import { column, countRows, type Dialect, selectRows } from './sql/query.ts';
import { StoreUnavailable } from './unavailable.ts';
import { UnreadableRecords } from './unreadable-records.ts';

const dialect: Dialect = { position: 'strpos', same: 'IS NOT DISTINCT FROM', all: null };

/**
 * A record store in a table of a PostgreSQL database, and a moleculer-db adapter on the same table. State, events
 * and rows of a change are one statement.
 */
export class PostgresStore<State extends object> implements StoreAdapter<State> {
  readonly outbox: PostgresOutbox;
  private readonly database: PostgresDatabase;
  private readonly collection: Collection;
  private readonly damage: UnreadableRecords;
  private readonly columns: readonly string[];
  private readonly changing: readonly string[];
  private table: string;
  private statements: Statements;

  /** Opens the live table of the collection, unless another one is named, which is there already. */
  constructor(database: PostgresDatabase, outbox: PostgresOutbox, collection: Collection, table?: string) {
    this.database = database;
    this.outbox = outbox;
    this.collection = withSearchColumns(collection);
    this.damage = new UnreadableRecords(`${database.name}, table ${collection.name}`, database.log);
    this.columns = Object.keys(this.collection.columns);
    this.changing = this.columns.filter((name) => !collection.columns[name]?.fixed);
    this.table = table ?? collection.name;
    this.statements = statementsOf({ ...this.collection, name: this.table });
    if (table) return;
    database.define(tablesOf(this.collection));
    database.afterDefinitions(() => makeSearchable(database, this.collection));
  }

  async load(id: string): Promise<Stored<State> | undefined> {
    const text = `SELECT version, body ${this.from} WHERE id = $1`;
    const [row] = await this.run<{ version: number; body: State }>('load', text, [id]);
    return row && { id, version: row.version, state: this.damage.state(id, () => row.body) };
  }

  async commit(change: Change<State>): Promise<boolean> {
    const { id, expectedVersion, events, state } = change;
    const rows = (this.collection.rows ?? []).map(({ rowsOf }) =>
      JSON.stringify(rowsOf(state).map((row, n) => ({ ...row, n }))),
    );
    const isNew = expectedVersion === 0;
    const record = this.valuesOf(change, isNew ? this.columns : this.changing);
    const values = [
      ...record,
      ...(isNew ? [] : [expectedVersion]),
      this.outbox.writer,
      JSON.stringify(events),
      ...rows,
    ];
    const [committed] = await this.write(isNew ? 'insert' : 'update', values);
    if (!committed) return false;
    await this.outbox.committed(id, events, committed);
    return true;
  }

  async keepNewest(record: Stored<State>): Promise<void> {
    await this.run('keepNewest', this.statements.keepNewest, this.valuesOf(record, this.columns));
  }

  async scan(after: string, limit: number): Promise<Scanned<State>> {
    const text = `SELECT id, version, body ${this.from} WHERE id > $1 ORDER BY id LIMIT $2`;
    const rows = await this.run<Body<State> & { version: number }>('scan', text, [after, limit]);
    return scanned(rows, limit, ({ id, version, body }) => ({
      id,
      version,
      state: this.damage.state<State>(id, () => body),
    }));
  }

  async due(now: number, limit: number): Promise<string[]> {
    const text = `SELECT id ${this.from} WHERE due <= $1 ORDER BY due NULLS FIRST LIMIT $2`;
    return (await this.run<{ id: string }>('due', text, [now, limit])).map(({ id }) => id);
  }

  async dueAfter(time: number, limit: number): Promise<string[]> {
    const text = `SELECT id ${this.from} WHERE due > $1 ORDER BY due NULLS FIRST LIMIT $2`;
    return (await this.run<{ id: string }>('dueAfter', text, [time, limit])).map(({ id }) => id);
  }

  async removeDue(now: number, limit: number): Promise<number> {
    const some = `SELECT id ${this.from} WHERE due <= $1 ORDER BY due LIMIT $2`;
    const text = `DELETE ${this.from} WHERE id IN (${some}) AND due <= $1 RETURNING id`;
    return (await this.run('removeDue', text, [now, limit])).length;
  }

  /** moleculer-db: entities are the state with the record's `id`. */
  async find(query: Query = {}): Promise<Entity<State>[]> {
    return this.entities(await this.rows(query));
  }

  async slice(query: Query & { readonly limit: number }): Promise<Slice<Entity<State>>> {
    const { rows, next } = sliceOf(await this.rows({ ...query, limit: query.limit + 1 }), this.collection, query);
    return { rows: this.entities(rows), ...(next && { next }) };
  }

  async count(query: Query = {}): Promise<number> {
    const { sql, values } = countRows(`"${this.table}"`, { collection: this.collection, query, dialect });
    const [row] = await this.select<{ total: number }>({ sql: `SELECT count(*)::integer AS total${sql}`, values });
    return row?.total ?? 0;
  }

  async findById(id: string): Promise<Entity<State> | null> {
    const stored = await this.load(id);
    return stored ? { id, ...stored.state } : null;
  }

  async findByIds(ids: readonly string[]): Promise<Entity<State>[]> {
    return this.entities(await this.run('findByIds', `SELECT id, body ${this.from} WHERE id = ANY($1::text[])`, [ids]));
  }

  async countBetween(field: string, ranges: readonly Range[]): Promise<number[]> {
    const name = column(this.collection, field);
    const text = `
      SELECT (SELECT count(*)::integer ${this.from} WHERE ${name} >= low AND ${name} < high) AS total
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given(low, high, n) ORDER BY n`;
    const bounds = [ranges.map(([from]) => from), ranges.map(([, below]) => below)];
    const rows = await this.run<{ total: number }>(`countBetween.${field}`, text, bounds);
    return rows.map(({ total }) => total);
  }

  async findBetween(field: string, range: Range): Promise<Entity<State>[]> {
    const name = column(this.collection, field);
    const text = `SELECT id, body ${this.from} WHERE ${name} >= $1 AND ${name} < $2 ORDER BY ${name}`;
    return this.entities(await this.run(`findBetween.${field}`, text, range));
  }

  /** Replicas share the next table, so they rebuild a view one at a time. */
  async next(): Promise<PostgresStore<State>> {
    const name = `${this.collection.name}__next`;
    await this.database.execute(`DROP TABLE IF EXISTS "${name}"; ${tablesOf({ ...this.collection, name })}`);
    return new PostgresStore(this.database, this.outbox, this.collection, name);
  }

  /** The table takes the name of the live one, for all replicas at once, and that one is dropped. */
  async goLive(): Promise<void> {
    await this.database.execute(replaceTable(this.collection, this.table));
    this.table = this.collection.name;
    this.statements = statementsOf(this.collection);
  }

  /** The live table is dropped when the next one takes its name, and not otherwise. */
  async drop(): Promise<void> {
    if (this.table !== this.collection.name) await this.database.execute(`DROP TABLE "${this.table}"`);
  }

  writeState(): Promise<WriteState> {
    return this.database.probe.state();
  }

  /** A read over the tables of the service, in SQL. */
  report<Row extends object>(sql: string): Promise<Row[]> {
    return this.database.report(sql);
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

  private entities(rows: readonly Body<State>[]): Entity<State>[] {
    return rows.map(({ id, body }) => ({ id, ...this.damage.state<State>(id, () => body) }));
  }

  private rows(query: Query): Promise<Row<State>[]> {
    return this.select<Row<State>>(selectRows(`"${this.table}"`, { collection: this.collection, query, dialect }));
  }

  private get from(): string {
    return `FROM "${this.table}"`;
  }

  private async write(name: 'insert' | 'update', values: readonly Value[]): Promise<Committed[]> {
    try {
      return await this.run<Committed>(name, this.statements[name], values);
    } catch (error) {
      if (error instanceof StoreUnavailable && error.done === 'unknown') this.outbox.startNewWriterId();
      throw error;
    }
  }

  private run<Row extends object>(name: string, text: string, values: readonly Value[]): Promise<Row[]> {
    return this.database.query<Row>({ name: `${this.table}.${name}`, text, values });
  }

  /** Without a name: there are as many as combinations of filters and sorts, which callers choose. */
  private select<Found extends object>({ sql, values }: Clause): Promise<Found[]> {
    let number = 0;
    return this.database.query<Found>({ text: sql.replaceAll('?', () => `$${++number}`), values });
  }

  private valuesOf({ id, version, state }: Stored<State>, names: readonly string[]): Value[] {
    const fields = columnsOf(state, this.collection);
    return [id, version, JSON.stringify(state), ...names.map((name) => fields[name] ?? null)];
  }
}

export type Entity<State> = State & { readonly id: string };

interface Body<State> {
  readonly id: string;
  readonly body: State;
}

type Row<State> = Body<State> & KeyedRow;
