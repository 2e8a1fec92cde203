import type { Schema } from './schema.ts';

/**
 * What an action takes, in the words of fastest-validator, as far as contracts use them. Rules are data: a contract
 * states them, its service enforces them, and the gateway describes them.
 */
export type Rule = {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly description?: string;
  /** How it is described, where the rule does not say it. */
  readonly schema?: Schema;
} & (
  | {
      readonly type: 'string';
      readonly min?: number;
      readonly max?: number;
      readonly pattern?: RegExp;
      /** What is said of a text that does not match the pattern: `form` makes it. */
      readonly messages?: { readonly stringPattern: string };
      readonly format?: 'date-time';
    }
  | WholeNumber
  | { readonly type: 'boolean' }
  | { readonly type: 'equal'; readonly value: boolean; readonly strict: true }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'array'; readonly min?: number; readonly max: number; readonly items: Rule }
  | { readonly type: 'object'; readonly strict: true; readonly props: Fields }
  | { readonly type: 'record'; readonly max: number; readonly value: Rule }
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

/** Controls, marks of direction and other characters of format, ends of lines, and halves of a character. */
const unseen =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\uffff\\ud800-\\udfff';

const spaces = ' \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';

/** A pattern, and what a text of that form is, in words: a refusal says so. */
export function form<const Pattern extends RegExp>(pattern: Pattern, words: string) {
  return { pattern, messages: { stringPattern: `The '{field}' field must be ${words}.` } } as const;
}

/** Ids that come from outside. */
export const idRule = {
  type: 'string',
  max: 64,
  ...form(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    '1 to 64 Latin letters, digits, dots, hyphens and underscores, and begin with a letter or digit',
  ),
} as const;

/**
 * Ids of members. Of an issuer of tokens they are its subjects: up to 255 characters (OpenID Connect Core 1.0, 2), such as
 * `auth0|507f` and `kim@example.com`. Letters of any script are taken; what cannot be seen (controls, marks of direction,
 * lone surrogates), and spaces at the ends, are not.
 */
export const memberRule = {
  type: 'string',
  max: 255,
  ...form(
    new RegExp(`^[^ ${unseen}](?:[^${unseen}]{0,253}[^ ${unseen}])?$`, 'u'),
    '1 to 255 visible characters, without spaces at its ends',
  ),
} as const;

/** Each run of white space and of what cannot be seen. */
export const blanks = new RegExp(`[\\s${unseen}]+`, 'gu');

/** Text in one line that shows something: what cannot be seen is damage, or is there to mislead. */
export const line = form(
  new RegExp(`^[${spaces}]*[^\\s${unseen}][^${unseen}]*$`, 'u'),
  'one line of text, without control characters and other invisible ones',
);

const damage = '\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\ud800-\\udfff';

/** Text that people type or paste, with tabs, line ends and joiners. Other controls and halves of a character are refused. */
const typed = new RegExp(`^[^${damage}]+$`, 'u');

const anyText = /^[\s\S]*$/;
const maxInt32 = 2_147_483_647;

/** The rules of an action that gets one record. */
export const getRules = { id: idRule, $$strict: true } as const;

/** What a list can be asked for; anything else in a query is refused by name. */
export interface Listing {
  /** Columns that it can be filtered by. */
  readonly filters: readonly string[];
  /** Columns that it can be sorted by, besides `id` and `created`. */
  readonly sorts: readonly string[];
  /** The filter that is the id of a member; `memberId` unless it is named. */
  readonly member?: string;
  /** Can it be searched by words? */
  readonly search?: true;
  /** Can several records be asked for by their ids? */
  readonly ids?: true;
  /** Parts of the list, by the name of the parameter that asks for one of them. */
  readonly parts?: Readonly<Record<string, Part>>;
}

/** Splits a list in two by the values of a column. */
export interface Part {
  readonly column: string;
  readonly about: string;
  readonly values: Readonly<Record<'true' | 'false', readonly string[]>>;
}

/** Records that can be asked for by their ids at once. */
const mostIds = 50;

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
    ...form(/^[A-Za-z0-9_-]+$/, 'the `next` of the answer before'),
    description:
      'The `next` of the answer before: goes on behind its last row, whatever has changed since. Not with `page`.',
    optional: true,
  },
} as const;

/** The rules of an action that lists: pages of up to 100, sorted by up to three columns, by creation otherwise. */
export function listRules(listing: Listing): Rules {
  return { ...conditionRules(listing), ...orderRule(listing), ...pageRules };
}

export function conditionRules({
  filters,
  member = 'memberId',
  search,
  ids,
  parts = {},
}: Omit<Listing, 'sorts'>): Rules {
  const description =
    'Words that must all be found, in any order; a part of a word matches too. Case and accents do not matter. When nothing is found, one mistake in each word is forgiven.';
  const words = {
    type: 'string',
    min: 1,
    max: 100,
    ...form(typed, 'text without control characters'),
    description,
    optional: true,
  } as const;
  return {
    ...Object.fromEntries(
      filters.map((field) => [field, { ...(field === member ? memberRule : idRule), optional: true }]),
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, { about }]) => [name, yesOrNo(about)])),
    ...(ids && { ids: idsRule }),
    ...(search && { search: words }),
    $$strict: true,
  };
}

function yesOrNo(description: string): Rule {
  return { type: 'enum', values: ['true', 'false'], description, optional: true };
}

const anyId = idRule.pattern.source.slice(1, -1);
const idsRule: Rule = {
  type: 'string',
  max: 65 * mostIds,
  ...form(new RegExp(`^${anyId}(?:,${anyId}){0,${mostIds - 1}}$`), `up to ${mostIds} ids, with a comma between them`),
  description: `Only these: up to ${mostIds} ids, with a comma between them.`,
  optional: true,
};

export function orderRule({ sorts }: Pick<Listing, 'sorts'>): Fields {
  const columns = ['id', 'created', ...sorts];
  const field = `-?(?:${columns.join('|')})`;
  const words = `up to three of ${columns.join(', ')}, with a comma between them; - turns it around`;
  const description = `What to sort by: ${words}.`;
  return {
    sort: {
      type: 'string',
      max: 64,
      ...form(new RegExp(`^${field}(?:,${field}){0,2}$`), words),
      description,
      optional: true,
    },
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
  if (rule.schema) return rule.schema;
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
        ...(rule.format ? { format: rule.format } : { pattern: (rule.pattern ?? anyText).source }),
      };
    case 'number':
      return { type: 'integer', format: rule.max > maxInt32 ? 'int64' : 'int32', minimum: rule.min, maximum: rule.max };
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
    case 'record':
      return { type: 'object', maxProperties: rule.max, additionalProperties: schemaOf(rule.value) };
  }
}
