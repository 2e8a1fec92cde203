import type { ActionContract } from './action.ts';
import type { Rule as AnyRule } from './rules.ts';
import type { SchemaOf } from './schema.ts';

/** What a caller gives an action, by the rules of its contract; of a list any fields, since its rules are computed. */
export type ParamsOf<Contract extends ActionContract> = Loose<FieldsOf<Contract['params']>>;

/** What may be absent may be given as `undefined` too. */
type Loose<Type> = { [Name in keyof Type]: undefined extends Type[Name] ? Type[Name] | undefined : Type[Name] };

/** What an action answers, by its contract. */
export type AnswerOf<Contract extends ActionContract> =
  Contract['answer'] extends SchemaOf<infer Answer> ? Answer : unknown;

/** The object that these rules take. */
export type FieldsOf<Rules> = string extends keyof Rules
  ? Readonly<Record<string, unknown>>
  : Flat<
      { readonly [Name in RequiredOf<Rules>]: ValueOf<Rules[Name]> } & {
        readonly [Name in OptionalOf<Rules>]?: ValueOf<Rules[Name]>;
      }
    >;

type Flat<Type> = { [Name in keyof Type]: Type[Name] };

type OptionalOf<Rules> = { [Name in keyof Rules]: Rules[Name] extends { optional: true } ? Name : never }[keyof Rules];
type RequiredOf<Rules> = Exclude<keyof Rules, OptionalOf<Rules> | '$$strict'>;

interface Values {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

/** What a rule takes; of a rule that is not known, anything. */
export type ValueOf<Rule> = AnyRule extends Rule
  ? unknown
  : Plain<Rule> | (Rule extends { nullable: true } ? null : never);

type Plain<Rule> = Rule extends { type: keyof Values }
  ? Values[Rule['type']]
  : Rule extends { type: 'enum'; values: readonly (infer Word)[] }
    ? Word
    : Rule extends { type: 'equal'; value: infer Value }
      ? Value
      : Rule extends { type: 'array'; items: infer Item }
        ? readonly ValueOf<Item>[]
        : Rule extends { type: 'object'; props: infer Props }
          ? FieldsOf<Props>
          : Rule extends { type: 'record'; value: infer Value }
            ? Readonly<Record<string, ValueOf<Value>>>
            : unknown;
