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

/** A text of a form. */
export type FormRule = Rule & { readonly type: 'string' } & ReturnType<typeof form>;

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

const anyText = /^[\s\S]*$/;
const maxInt32 = 2_147_483_647;

/** The rules of an action that gets one record. */
export const getRules = { id: idRule, $$strict: true } as const;

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
