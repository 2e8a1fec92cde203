import type { ActionContract } from './action.ts';
import type { SchemaOf } from './schema.ts';

/** What a caller gives an action, by the rules of its contract; of a list any fields, since its rules are computed. */
export type ParamsOf<Contract extends ActionContract> = FieldsOf<Contract['params']>;

/** What an action answers, by its contract. */
export type AnswerOf<Contract extends ActionContract> =
  Contract['answer'] extends SchemaOf<infer Answer> ? Answer : unknown;

type FieldsOf<Rules> = string extends keyof Rules
  ? Readonly<Record<string, unknown>>
  : { readonly [Name in RequiredOf<Rules>]: ValueOf<Rules[Name]> } & {
      readonly [Name in OptionalOf<Rules>]?: ValueOf<Rules[Name]> | undefined;
    };

type OptionalOf<Rules> = { [Name in keyof Rules]: Rules[Name] extends { optional: true } ? Name : never }[keyof Rules];
type RequiredOf<Rules> = Exclude<keyof Rules, OptionalOf<Rules> | '$$strict'>;

interface Values {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

type ValueOf<Rule> = Rule extends { type: keyof Values }
  ? Values[Rule['type']]
  : Rule extends { type: 'enum'; values: readonly (infer Word)[] }
    ? Word
    : Rule extends { type: 'equal'; value: infer Value }
      ? Value
      : unknown;
