/**
 * A JSON Schema (2020-12). One with a `title` becomes a component of its own in the documents, and a class in the clients
 * that are generated from them: names such as `Client` or `System` are taken there.
 */
export type Schema = { readonly [keyword: string]: unknown };

declare const described: unique symbol;

/** A schema that the compiler knows the type of. */
export type SchemaOf<T> = Schema & { readonly [described]?: T };

/** The answer of an action that only programs of ours call, and no document describes. */
export function answering<T>(): SchemaOf<T> {
  return {};
}

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
type OptionalKeys<T> = Exclude<keyof T, RequiredKeys<T>>;

/** A schema for each field of a type; the compiler sees that none is missing, unknown, or optional in one of them only. */
interface FieldsOf<T> {
  readonly required: { readonly [K in RequiredKeys<T>]: Schema };
  readonly optional: { readonly [K in OptionalKeys<T>]: Schema };
}

/** The schema of a type that a contract states, named `title`, with an example. */
export function named<T extends object>(title: string, fields: FieldsOf<T>, example: T): SchemaOf<T> {
  return { title, ...objectOf(fields), examples: [example] };
}

export function objectOf<T extends object>({ required, optional }: FieldsOf<T>): Schema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

/** What an action that lists answers with. */
export function pageOf<Row extends object>(row: SchemaOf<Row>): SchemaOf<Page<Row>> {
  const [example] = row.examples as readonly object[];
  return {
    title: `${row.title}Page`,
    ...objectOf<Page<Row>>({ required: pageFields(row), optional: nextField }),
    examples: [{ rows: [example], total: 1, page: 1, pageSize: 20, totalPages: 1 }],
  };
}

export function pageFields(row: Schema) {
  return {
    rows: { type: 'array', maxItems: 100, items: row },
    total: { ...count, description: 'Rows on all pages.' },
    page: { ...count, minimum: 1 },
    pageSize: { ...count, minimum: 1, maximum: 100 },
    totalPages: count,
  };
}

/** Where a page tells how to read on. */
export const nextField = {
  next: { ...text(12_000), description: 'The `cursor` of the next page, if there is one.' },
} as const;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly totalPages: number;
  readonly next?: string;
}

/** How many. */
export const count = { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const;

/** A time, RFC 3339. */
export const instant = { type: 'string', format: 'date-time', maxLength: 30 } as const;

/** A time, in milliseconds since 1970. */
export const epochMs = { ...count, description: 'Milliseconds since 1970.' } as const;

/** Whole won. */
export const won = { type: 'integer', format: 'int32', minimum: 0, maximum: 1_000_000_000 } as const;

/** Text without more form than its length. */
export function text(maxLength: number): Schema {
  return { type: 'string', maxLength, pattern: '^[\\s\\S]*$' };
}

export function oneOf(...values: readonly string[]): Schema {
  return { type: 'string', enum: values };
}

/** One of the words of a type, each of them named: the compiler sees that none is missing. */
export function wordsOf<Word extends string>(words: Readonly<Record<Word, true>>): Schema {
  return oneOf(...Object.keys(words));
}

/** `By`. */
export const bySchema = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 255 },
    role: { type: 'string', enum: ['member', 'kiosk', 'librarian', 'admin'] },
  },
  required: ['id', 'role'],
  additionalProperties: false,
};
