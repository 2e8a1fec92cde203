import { NoAnswer, Problem } from '../api/problem.ts';
import { say } from '../language/language.ts';
import { registered } from '../shell/pages.ts';

/** What went wrong, and what to do next, in the reader's language. */
export function explain(error: unknown): string {
  const { problems, stateProblem, unknownProblem, noAnswer, pageProblem, requestNumber } = say.value;
  if (error instanceof NoAnswer) return noAnswer;
  if (!(error instanceof Problem)) return pageProblem;
  const { code, state, message, status, requestId } = error;
  const systems = registered.value;
  const states = systems.map((one) => one.states?.()[code]).find((one) => one !== undefined);
  if (states && state !== undefined) return stateProblem(states[state] ?? state);
  const own = systems.map((one) => one.problems?.()[code]).find((one) => one !== undefined);
  const known = own ?? problems[code] ?? (status === 503 ? problems.unavailable : undefined) ?? unknownProblem(message);
  return status === 500 ? `${known} ${requestNumber(requestId)}` : known;
}
