import type { Schema } from '../../../mixins/contract/schema.ts';

/** The parts of a document that are told once and referred to by name. */
export class Components {
  private readonly parts: Record<string, Record<string, object>> = {};

  /** Refers to a part, which is made when it is asked for first. */
  refer(kind: string, name: string, make: () => object): object {
    this.parts[kind] ??= {};
    this.parts[kind][name] ??= make();
    return { $ref: `#/components/${kind}/${name}` };
  }

  /** The schema with a reference in the place of each part that has a title. */
  schema(schema: Schema): object {
    if (typeof schema.title !== 'string') return this.within(schema);
    return this.refer('schemas', schema.title, () => this.within(schema));
  }

  toJSON(): object {
    return this.parts;
  }

  private within(value: object): object {
    const entries = Object.entries(value).map(([key, inner]) => [key, this.inner(key, inner)]);
    return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  }

  private inner(key: string, value: unknown): unknown {
    if (key === 'examples' || typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? this.within(value) : this.schema(value as Schema);
  }
}
