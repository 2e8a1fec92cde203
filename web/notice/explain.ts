import { NoAnswer, Problem } from '../api/problem.ts';
import { say } from '../language/language.ts';

/** What went wrong, and what to do next, in the reader's language. */
export function explain(error: unknown): string {
  const { problems, rental, stateProblem, unknownProblem, noAnswer, pageProblem, requestNumber } = say.value;
  if (error instanceof NoAnswer) return noAnswer;
  if (!(error instanceof Problem)) return pageProblem;
  const { code, state, message, status, requestId } = error;
  if (code === 'rental-state') return stateProblem(rental.states[state as keyof typeof rental.states] ?? state ?? '');
  const known = problems[code] ?? (status === 503 ? problems.unavailable : undefined) ?? unknownProblem(message);
  return status === 500 ? `${known} ${requestNumber(requestId)}` : known;
}
