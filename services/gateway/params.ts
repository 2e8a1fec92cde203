import { ProblemError, problems } from './problems.ts';

/** Parameters as they come in: their names are the client's. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The parameters of an action: what the client gave and what the gateway knows (path, new id).
 * A client that names one of the latter is refused, it does not override it.
 */
export function paramsOf(known: Given, given: Given): Given {
  const taken = Object.keys(known).filter((name) => Object.hasOwn(given, name));
  if (taken.length > 0) throw new ProblemError(problems.unknownFields(taken));
  return { ...given, ...known };
}

/** For requests whose parameters come in the body: every query parameter is unknown. */
export function refuseQuery(query: Given): void {
  const names = Object.keys(query);
  if (names.length > 0) throw new ProblemError(problems.unknownFields(names));
}
