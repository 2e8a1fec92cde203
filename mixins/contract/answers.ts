import type { Refusal } from '../kernel/decider.ts';
import type { ActionContract } from './action.ts';
import { type Listing, listRules } from './list.rules.ts';
import { type Fields, getRules, schemaOfFields } from './rules.ts';
import { pageOf, type SchemaOf } from './schema.ts';
import type { FieldsOf } from './typed.ts';

/** Defines an answer once: its type, `Answered`, and its schema, named `title`, follow from rules. */
export function defineAnswer<const Rules extends Fields>(
  title: string,
  rules: Rules,
  example: NoInfer<FieldsOf<Rules>>,
): SchemaOf<FieldsOf<Rules>> {
  return { title, ...schemaOfFields(rules), examples: [example] };
}

export type Answered<Schema> = Schema extends SchemaOf<infer Answer> ? Answer : never;

interface Read<Row> {
  readonly row: SchemaOf<Row>;
  readonly listing: Listing;
  /** What a record is called: `one screening`, `screenings`. */
  readonly about: { readonly get: string; readonly list: string };
  /** Of a record that is not there. */
  readonly missing: Refusal;
  readonly refusals?: readonly Refusal[];
}

/** The actions `get` and `list` of a service, as its reads have them. */
export function readActions<const Service extends string, Row extends object>(
  service: Service,
  { row, listing, about, missing, refusals = [] }: Read<Row>,
) {
  const get = { about: about.get, params: getRules, answer: row, refusals: [missing] };
  const list = { about: about.list, params: listRules(listing), answer: pageOf(row), refusals };
  return { [`${service}.get`]: get, [`${service}.list`]: list } as unknown as {
    readonly [Name in `${Service}.get`]: typeof get;
  } & { readonly [Name in `${Service}.list`]: typeof list } satisfies Record<string, ActionContract>;
}
