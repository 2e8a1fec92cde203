import { type Fields, form, type Rule, schemaOf } from './rules.ts';
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

const days31 = '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])';
const days30 = '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)';
const days28 = '02-(?:0[1-9]|1\\d|2[0-8])';
const ordinaryDay = `\\d{4}-(?:${days31}|${days30}|${days28})`;
const leapDay = '(?:\\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29';
const timeOfDay = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)';

/** A day that the calendar has, as it writes it: 2027-09-09. */
export const dayRule = {
  type: 'string',
  max: 10,
  ...form(new RegExp(`^(?:${ordinaryDay}|${leapDay})$`), 'a day of the calendar, such as 2027-09-09'),
} as const;

/** An RFC 3339 instant of a day that the calendar has. Leap seconds are not taken: no clock of ours can give one. */
export const instantRule = {
  type: 'string',
  max: 40,
  ...form(
    new RegExp(`^(?:${ordinaryDay}|${leapDay})T${timeOfDay}$`),
    'an instant of a day that the calendar has, such as 2026-01-31T09:00:00Z',
  ),
  description: 'An instant as RFC 3339 has it, such as 2026-01-31T09:00:00Z.',
} as const;

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

/** A list in an answer, of at most `max` of these. */
export function listRule<const Items extends Rule>(max: number, items: Items, description?: string) {
  const schema = { type: 'array', maxItems: max, items: schemaOf(items), ...(description && { description }) };
  return { type: 'array', max, items, schema } as const;
}

/** An object in an answer. */
export function objectRule<const Props extends Fields>(props: Props) {
  return { type: 'object', strict: true, props } as const;
}

/** The same rule with this description, which its own schema gets too, if it has one. */
export function described<const Kind extends Rule>(rule: Kind, description: string) {
  return { ...rule, description, ...(rule.schema && { schema: { ...rule.schema, description } }) } as const;
}

/** True, or absent; described as a boolean. */
export function flagRule(description: string) {
  return {
    type: 'equal',
    value: true,
    strict: true,
    optional: true,
    schema: { type: 'boolean', description },
  } as const;
}
