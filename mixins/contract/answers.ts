import { type Fields, schemaOfFields } from './rules.ts';
import type { SchemaOf } from './schema.ts';
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
