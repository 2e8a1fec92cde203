/**
 * How one kind of record is kept: its table and the fields of its state that can be queried. Besides them
 * every record has `id`, and `created`, its place in the order of first writes.
 */
export interface Collection {
  readonly name: string;
  /** Fields of the state that stand in columns of their own, by name. */
  readonly columns: Readonly<Record<string, Column>>;
  /** What `search` looks in. */
  readonly search?: Searchable;
  /** Records of people: of one that was overwritten or deleted nothing may be left on the disk, as far as a store can see to it. */
  readonly isPersonal?: true;
  /** What a state says in rows, where records are kept relationally. Other stores ignore it. */
  readonly rows?: readonly RowTable[];
}

export interface Searchable {
  /** Fields whose words are looked at. The first is the title, and a column. */
  readonly fields: readonly [title: string, ...others: string[]];
  /** The field of a code such as an ISBN, and how one that is typed, or its beginning, is written in that field. */
  readonly code?: { readonly field: string; read(typed: string): string | undefined };
}

/**
 * Rows that are written in one transaction with the state they are part of, into a table of their own: `id` of
 * the record, `n` of the row in the state from 0, and these columns. A state only ever adds rows.
 */
export interface RowTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column['type']>>;
  /** What holds of every row, as SQL. */
  readonly check: string;
  /** The rows of a state of the collection, oldest first. */
  rowsOf(state: object): readonly object[];
}

export interface Column {
  readonly type: 'text' | 'integer';
  /** `present`: only records that have a value are in the index. */
  readonly index?: 'all' | 'present';
  /** Set at the first write and never again: an update does not touch it. */
  readonly fixed?: boolean;
  /** What records from before the column get in their states: the field's own value by default. */
  readonly backfill?: Backfill;
}

/** Where the fields of a state have these values: two of its fields, joined `by` a text without quotes. */
export interface Backfill {
  readonly where: Readonly<Record<string, string>>;
  readonly join: readonly [string, string];
  readonly by: string;
}

/** Values of a column from the first up to but not including the second. */
export type Range = readonly [from: string, below: string];
type Value = string | number;

/** What moleculer-db asks of an adapter when it reads. */
export interface Query {
  /** What fields are to be; of several values, one of them. */
  readonly query?: Readonly<Record<string, Value | readonly Value[]>>;
  /** Field names, descending with a leading `-`. */
  readonly sort?: readonly string[];
  readonly search?: string;
  /** Each word of `search` may have one mistake. */
  readonly forgiving?: true;
  readonly limit?: number;
  readonly offset?: number;
  /** Only records that come after the one with this key. */
  readonly after?: Key;
}

/** Where a record stands in an order: a value for each of the fields that it is sorted by. */
export type Key = readonly (string | number | null)[];

/** Some records of a query, in its order, and the key of the last of them where others follow. */
export interface Slice<Entity> {
  readonly rows: Entity[];
  readonly next?: Key;
}

export function isInteger({ columns }: Collection, field: string): boolean {
  return field === 'created' || columns[field]?.type === 'integer';
}

/**
 * How well a record fits what is searched for: 0 when that is its title, 1 when its title begins like that, and from 2
 * on the others: two more for each word that is not in the title, one more unless all are beginnings of words.
 */
export const relevance = 'relevance';

export interface OrderTerm {
  /** A field that can be queried, or `relevance`. */
  readonly field: string;
  readonly descending: boolean;
}

/**
 * What records are sorted by. It ends with the order of creation, so that records whose other fields are equal keep
 * their place, and with the id: replicas may make two at once. What is searched for comes by how well it fits, then
 * by title, unless another order is asked for.
 */
export function orderOf({ search: searchable }: Collection, { sort = [], search }: Query): readonly OrderTerm[] {
  const isByFit = search !== undefined && sort.length === 0 && searchable !== undefined;
  const fields = isByFit ? [relevance, searchable.fields[0], 'id'] : [...sort, 'created', 'id'];
  const terms = fields.map((field) =>
    field.startsWith('-') ? { field: field.slice(1), descending: true } : { field, descending: false },
  );
  return terms.filter(({ field }, index) => terms.findIndex((term) => term.field === field) === index);
}

export function isRanked(collection: Collection, query: Query): boolean {
  return orderOf(collection, query)[0]?.field === relevance;
}

/** Can a record that is sorted like this have this key? A key from outside is checked: databases refuse some values. */
export function isKeyOf(collection: Collection, query: Query, key: readonly unknown[]): key is Key {
  const terms = orderOf(collection, query);
  return terms.length === key.length && terms.every(({ field }, index) => isKeyValue(collection, field, key[index]));
}

function isKeyValue(collection: Collection, field: string, value: unknown): boolean {
  if (value === null) return Object.hasOwn(collection.columns, field);
  if (field === relevance) return Number.isSafeInteger(value) && Math.abs(Number(value)) < 1_000_000;
  if (isInteger(collection, field)) return Number.isSafeInteger(value);
  return typeof value === 'string' && !value.includes('\0');
}
