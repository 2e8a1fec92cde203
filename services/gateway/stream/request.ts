import type { IncomingMessage } from 'node:http';
import { memberRule } from '../../../mixins/contract/rules.ts';
import { ProblemError, problems } from '../problems.ts';

/**
 * Whose rows are asked for: the only parameter of a stream, by the name of the field that says it.
 * @throws ProblemError 422
 */
export function ownerOf(query: Readonly<Record<string, unknown>>, field: string): string {
  const { [field]: owner, ...others } = query;
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw new ProblemError(problems.unknownFields(unknown));
  if (typeof owner === 'string' && memberRule.pattern.test(owner)) return owner;
  throw new ProblemError(problems.invalidField(field, 'It must be the id of a member.'));
}

/** Where a reader who comes back had got to; browsers send it by themselves. */
export function positionOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const position = headers['last-event-id'];
  return typeof position === 'string' ? position : undefined;
}
