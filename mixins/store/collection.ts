/**
 * How one kind of record is kept: its table and the fields of its state that can be queried. Besides them
 * every record has `id`, and `created`, its place in the order of first writes.
 */
export interface Collection {
  readonly name: string;
  /** Fields of the state that stand in columns of their own, by name. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that `search` looks in, for a part of the text, in any letter case. */
  readonly searchable?: readonly string[];
}

export interface Column {
  readonly type: 'text' | 'integer';
  /** `present`: only records that have a value are in the index. */
  readonly index?: 'all' | 'present';
  /** Set at the first write and never again: an update does not touch it. */
  readonly fixed?: boolean;
}

/** What moleculer-db asks of an adapter when it reads. */
export interface Query {
  readonly query?: Readonly<Record<string, string | number>>;
  /** Field names, descending with a leading `-`. */
  readonly sort?: readonly string[];
  readonly search?: string;
  readonly limit?: number;
  readonly offset?: number;
}
