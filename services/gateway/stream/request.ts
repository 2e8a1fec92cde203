import type { IncomingMessage } from 'node:http';
import { type FormRule, memberRule } from '../../../mixins/contract/rules.ts';
import type { LiveView } from '../../../mixins/system.ts';
import { ProblemError, problems } from '../problems.ts';

/**
 * Whose rows are asked for: the only parameter of a stream, by the name of the field that says it.
 * @throws ProblemError 422
 */
export function ownerOf(
  query: Readonly<Record<string, unknown>>,
  { owner: field, ownerRule = memberRule }: Pick<LiveView, 'owner' | 'ownerRule'>,
): string {
  const { [field]: owner, ...others } = query;
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw new ProblemError(problems.unknownFields(unknown));
  if (typeof owner === 'string' && ownerRule.pattern.test(owner)) return owner;
  const formOf = (rule: FormRule) => rule.messages.stringPattern.replace('{field}', field);
  const detail = ownerRule === memberRule ? 'It must be the id of a member.' : formOf(ownerRule);
  throw new ProblemError(problems.invalidField(field, detail));
}

/** Where a reader who comes back had got to; browsers send it by themselves. */
export function positionOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const position = headers['last-event-id'];
  return typeof position === 'string' ? position : undefined;
}
