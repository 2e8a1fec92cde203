import { type Collection, isInteger } from './collection.ts';

/** Only columns of the collection can be named: no expression comes in from outside. */
export function queryable({ name, columns }: Collection, field: string): string {
  if (field === 'id' || field === 'created' || Object.hasOwn(columns, field)) return field;
  throw new Error(`${name} cannot be queried by ${field}`);
}

/** Values are compared and nothing else: no operator comes in with them. */
export function scalars(field: string, value: unknown): (string | number)[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.every((one) => typeof one === 'string' || typeof one === 'number')) return values;
  throw new Error(`${field} can be queried by texts and numbers only`);
}

/** A text or a fraction equals no whole number, and databases differ in how they compare them. */
export function comparable(collection: Collection, field: string, value: string | number): boolean {
  return !isInteger(collection, field) || /^-?\d{1,16}$/.test(String(value));
}
