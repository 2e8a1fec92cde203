import type { Schema } from './schema.ts';

/**
 * What an action takes, in the words of fastest-validator, as far as contracts use them. Rules are data: a contract
 * states them, its service enforces them, and the gateway describes them.
 */
export type Rule = { readonly optional?: boolean; readonly nullable?: boolean; readonly description?: string } & (
  | { readonly type: 'string'; readonly min?: number; readonly max?: number; readonly pattern?: RegExp }
  | WholeNumber
  | { readonly type: 'boolean' }
  | { readonly type: 'equal'; readonly value: true; readonly strict: true }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'array'; readonly min?: number; readonly max: number; readonly items: Rule }
  | { readonly type: 'object'; readonly strict: true; readonly props: Fields }
);

/** `convert`: it comes as text, in a query. */
interface WholeNumber {
  readonly type: 'number';
  readonly integer: true;
  readonly min: number;
  readonly max: number;
  readonly convert?: true;
}

export type Fields = Readonly<Record<string, Rule>>;
export type Rules = { readonly $$strict: true; readonly [field: string]: Rule | true };

/** Ids that come from outside. */
export const idRule = { type: 'string', max: 64, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/ } as const;

/** Text in one line: control characters are damage, and PostgreSQL refuses some of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it keeps out
export const line = /^[^\u0000-\u001f\u007f]*$/;

const anyText = /^[\s\S]*$/;

/** The rules of an action that gets one record. */
export const getRules = { id: idRule, $$strict: true } as const;

/** What a list can be asked for; anything else in a query is refused by name. */
export interface Listing {
  /** Columns that it can be filtered by. */
  readonly filters: readonly string[];
  /** Columns that it can be sorted by, besides `id` and `created`. */
  readonly sorts: readonly string[];
  /** Can it be searched by words? */
  readonly search?: true;
}

export function whole(max: number) {
  return { type: 'number', integer: true, min: 1, max, convert: true, optional: true } as const;
}

export const pageRules = {
  page: { ...whole(1_000_000), description: 'Which page, from 1.' },
  pageSize: { ...whole(100), description: 'Rows of a page; 20 unless it is given.' },
  cursor: {
    type: 'string',
    min: 1,
    max: 12_000,
    pattern: /^[A-Za-z0-9_-]+$/,
    description:
      'The `next` of the answer before: goes on behind its last row, whatever has changed since. Not with `page`.',
    optional: true,
  },
} as const;

/** The rules of an action that lists: pages of up to 100, sorted by up to three columns, by creation otherwise. */
export function listRules(listing: Listing): Rules {
  return {
    ...conditionRules(listing),
    ...orderRule(listing),
    ...pageRules,
  };
}

export function conditionRules({ filters, search }: Pick<Listing, 'filters' | 'search'>): Rules {
  const description =
    'Words that are all there, in any order; part of a word will do, and case and accents do not matter.';
  const words = { type: 'string', min: 1, max: 100, pattern: line, description, optional: true } as const;
  return {
    ...Object.fromEntries(filters.map((field) => [field, { ...idRule, optional: true }])),
    ...(search && { search: words }),
    $$strict: true,
  };
}

export function orderRule({ sorts }: Pick<Listing, 'sorts'>): Fields {
  const columns = ['id', 'created', ...sorts];
  const field = `-?(?:${columns.join('|')})`;
  const description = `What to sort by: up to three of ${columns.join(', ')}, with a comma between them; - turns it around.`;
  return {
    sort: { type: 'string', max: 64, pattern: new RegExp(`^${field}(?:,${field}){0,2}$`), description, optional: true },
  };
}

/** The object that the rules take, as JSON Schema 2020-12. */
export function schemaOfFields(fields: Rules | Fields): Schema {
  const rules = Object.entries(fields).filter((entry): entry is [string, Rule] => entry[1] !== true);
  return {
    type: 'object',
    properties: Object.fromEntries(rules.map(([name, rule]) => [name, schemaOf(rule)])),
    required: rules.filter(([, { optional }]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
}

/** What a rule takes, as JSON Schema 2020-12. */
export function schemaOf(rule: Rule): Schema {
  const schema = typeOf(rule);
  return {
    ...(rule.description && { description: rule.description }),
    ...schema,
    ...(rule.nullable && { type: [schema.type, 'null'] }),
  };
}

function typeOf(rule: Rule): Schema {
  switch (rule.type) {
    case 'string':
      return {
        type: 'string',
        ...(rule.min !== undefined && { minLength: rule.min }),
        ...(rule.max !== undefined && { maxLength: rule.max }),
        pattern: (rule.pattern ?? anyText).source,
      };
    case 'number':
      return { type: 'integer', format: 'int32', minimum: rule.min, maximum: rule.max };
    case 'boolean':
      return { type: 'boolean' };
    case 'equal':
      return { type: 'boolean', const: rule.value };
    case 'enum':
      return { type: 'string', enum: rule.values };
    case 'array':
      return { type: 'array', minItems: rule.min ?? 0, maxItems: rule.max, items: schemaOf(rule.items) };
    case 'object':
      return schemaOfFields(rule.props);
  }
}
