import { bySchema } from './schema.ts';

/** Rules of values that many messages have. */

/** How many. */
export const countRule = { type: 'number', integer: true, min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** A time, in milliseconds since 1970. */
export const epochMsRule = { ...countRule, description: 'Milliseconds since 1970.' } as const;

/** Whole won. */
export const wonRule = { type: 'number', integer: true, min: 0, max: 1_000_000_000 } as const;

/** A time, RFC 3339. */
export const timeRule = { type: 'string', max: 30, format: 'date-time' } as const;

/** Text without more form than its length. */
export function textRule<const Max extends number>(max: Max) {
  return { type: 'string', max } as const;
}

/** One of these words. */
export function wordRule<const Words extends readonly string[]>(...values: Words) {
  return { type: 'enum', values } as const;
}

/** A mark that is there or not. */
export const markRule = { type: 'equal', value: true, strict: true } as const;

/** `By`. */
export const byRule = {
  type: 'object',
  strict: true,
  props: { id: textRule(255), role: textRule(64) },
  schema: bySchema,
} as const;

/** The same rule for what may be absent. */
export function optional<const Rule extends object>(rule: Rule) {
  return { ...rule, optional: true } as const;
}
