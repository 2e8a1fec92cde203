import type { Fields } from './rules.ts';
import { schemaOfFields } from './rules.ts';
import type { Schema } from './schema.ts';
import type { FieldsOf } from './typed.ts';

/** The events of one kind of record. Their types, what is checked of them, and their schemas follow from this. */
export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

interface EventDefinition {
  /** What happened. */
  readonly about: string;
  /** What it carries. It grows by optional fields only, so that old events stay readable. */
  readonly data: Fields;
}

/** Defines the events of one kind of record, by their types: `library.rental.reserved`. */
export function defineEvents<const Definitions extends EventDefinitions>(definitions: Definitions): Definitions {
  return definitions;
}

/** The union of the events that are defined. */
export type EventsOf<Definitions extends EventDefinitions> = {
  readonly [Type in keyof Definitions & string]: {
    readonly type: Type;
    readonly data: FieldsOf<Definitions[Type]['data']>;
  };
}[keyof Definitions & string];

/** What each type of event carries, as JSON Schema. */
export function eventSchemas(definitions: EventDefinitions): Readonly<Record<string, Schema>> {
  const schemas = Object.entries(definitions).map(([type, { about, data }]) => [
    type,
    { ...schemaOfFields(data), description: about },
  ]);
  return Object.fromEntries(schemas);
}
