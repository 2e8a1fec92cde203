import type { IncomingMessage } from 'node:http';
import { memberRule } from '../../../mixins/contract/rules.ts';
import { ProblemError, problems } from '../problems.ts';

/**
 * Whose page is asked for: the only parameter of a stream.
 * @throws ProblemError 422
 */
export function memberIdOf({ memberId, ...others }: Readonly<Record<string, unknown>>): string {
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw new ProblemError(problems.unknownFields(unknown));
  if (typeof memberId === 'string' && memberRule.pattern.test(memberId)) return memberId;
  throw new ProblemError(problems.invalidField('memberId', 'It must be the id of a member.'));
}

/** Where a reader who comes back had got to; browsers send it by themselves. */
export function positionOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const position = headers['last-event-id'];
  return typeof position === 'string' ? position : undefined;
}
