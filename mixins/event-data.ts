import fastest from 'fastest-validator';
import type { EventDefinitions } from './contract/events.ts';
import type { Fields, Rule } from './contract/rules.ts';
import type { Envelope } from './kernel/event.ts';

/** Its types are those of a module with a default export, which it is not. */
const Validator = fastest as unknown as typeof fastest.default;

/** Tells in words what is wrong with an event's data; nothing when they keep the rules. */
export type DataCheck = (event: Pick<Envelope, 'type' | 'data'>) => string | undefined;

type Check = (data: unknown) => true | readonly { readonly message?: string }[];

/**
 * Checks the data of these events: what they must have, and of which type it is. How long a text is, how it looks, and
 * which words it may be, is not checked: earlier versions may have taken others. Of other types any data are right.
 */
export function dataCheck(definitions: EventDefinitions | undefined): DataCheck {
  const checks = new Map<string, Check>();
  for (const [type, { data }] of Object.entries(definitions ?? {}))
    checks.set(type, new Validator().compile(kept(data)) as Check);
  return ({ type, data }) => {
    const findings = checks.get(type)?.(data) ?? true;
    return findings === true ? undefined : findings.map(({ message }) => message).join(' ');
  };
}

function kept(fields: Fields): Record<string, object> {
  return Object.fromEntries(Object.entries(fields).map(([name, rule]) => [name, keptOf(rule)]));
}

function keptOf(rule: Rule): object {
  const { optional, nullable } = rule;
  const may = { ...(optional && { optional }), ...(nullable && { nullable }) };
  switch (rule.type) {
    case 'number':
      return { type: 'number', integer: true, ...may };
    case 'array':
      return { type: 'array', items: keptOf(rule.items), ...may };
    case 'object':
      return { type: 'object', props: kept(rule.props), ...may };
    case 'record':
      return { type: 'record', value: keptOf(rule.value), ...may };
    case 'boolean':
    case 'equal':
      return { type: 'boolean', ...may };
    case 'enum':
      return { type: 'string', ...may };
    case 'string':
      return { type: 'string', ...((rule.pattern || rule.min) && { empty: false }), ...may };
  }
}
