import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../../../mixins/contract/schema.ts';

function clash(kind: string, name: string, ...parts: readonly object[]): string {
  const [one, other] = parts.map((part) => JSON.stringify(part).slice(0, 200));
  return `Two ${kind} of the document are named ${name}: give one another title. They are ${one} and ${other}`;
}

/** The parts of a document that are told once and referred to by name. */
export class Components {
  private readonly parts: Record<string, Record<string, object>> = {};

  /**
   * Refers to a part, which is made when it is asked for first.
   * @throws when another part has the name already
   */
  refer(kind: string, name: string, make: () => object): object {
    this.parts[kind] ??= {};
    const made = make();
    const known = this.parts[kind][name] ?? made;
    this.parts[kind][name] = known;
    if (!isDeepStrictEqual(known, made)) throw new Error(clash(kind, name, known, made));
    return { $ref: `#/components/${kind}/${name}` };
  }

  /** Refers to a part that may have the name of others, which it is told apart from by a number. */
  referAmong(kind: string, name: string, part: object): object {
    for (let number = 1; ; number += 1) {
      const numbered = number === 1 ? name : `${name}.${number}`;
      const known = this.parts[kind]?.[numbered];
      if (known === undefined || isDeepStrictEqual(known, part)) return this.refer(kind, numbered, () => part);
    }
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
