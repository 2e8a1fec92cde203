import type { ActionContract } from '../../../mixins/contract/action.ts';
import type { Schema } from '../../../mixins/contract/schema.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import type { ActionRoute } from '../../../mixins/system.ts';
import { type Problem, problemOf, problems } from '../problems.ts';
import { takesBody } from '../routes.ts';
import type { Components } from './components.ts';
import { headersOf } from './headers.ts';
import { exampleOf, problemSchema } from './problem.schema.ts';

/** What can go wrong with any request. */
export const always: readonly Problem[] = [
  problems.malformedRequest(400),
  problems.malformedRequest(408),
  problems.malformedRequest(431),
  problems.internal(),
];

const withBody: readonly Problem[] = [
  problems.malformedBody('It is not JSON.'),
  problems.unsupportedMediaType(),
  problems.invalidBody('It must be a JSON object.'),
];

/** What can go wrong with a request that an action answers. */
export function problemsOf(route: ActionRoute, { refusals }: ActionContract): Problem[] {
  const { method, path, bodyLimit = 65_536 } = route;
  return [
    ...always,
    ...(path.includes('{') ? [problems.malformedUrl()] : []),
    ...(takesBody(route) ? [...withBody, problems.bodyTooLarge(bodyLimit)] : []),
    ...(method === 'GET' ? [] : [problems.malformedKey(), problems.keyReused()]),
    problems.unknownFields(['colour']),
    problems.tooManyRequests(7),
    problems.overloaded(),
    ...refusals.map((refusal) => problemOf(new Refused(refusal))),
    problems.unavailable(),
  ];
}

/** Responses by status, with an example of each problem. */
export function failures(found: readonly Problem[], components: Components): Record<string, object> {
  const byStatus = Map.groupBy(found, ({ status }) => status);
  return Object.fromEntries(
    Array.from(byStatus, ([status, same]) => {
      const name = [status, ...new Set(same.map(({ code }) => code))].join('.');
      return [status, components.referAmong('responses', name, failure(same, components))];
    }),
  );
}

function failure(same: readonly Problem[], components: Components): object {
  const [{ status, title }, ...others] = same as [Problem, ...Problem[]];
  const examples = same.map((problem) => [problem.code, { value: exampleOf(problem) }]);
  const named = same.flatMap(({ headers = {} }) => Object.keys(headers));
  return {
    description: others.length === 0 ? title : `${title}, or another problem of status ${status}`,
    headers: headersOf(named, components),
    content: {
      'application/problem+json': { schema: components.schema(problemSchema), examples: Object.fromEntries(examples) },
    },
  };
}

interface Success {
  readonly description: string;
  readonly schema: Schema;
  readonly type?: string;
  /** Besides those of every answer. */
  readonly headers?: readonly string[];
}

export function success(
  { description, schema, type = 'application/json', headers = [] }: Success,
  components: Components,
): object {
  const [example] = (schema.examples ?? []) as readonly unknown[];
  return {
    description,
    headers: headersOf(headers, components),
    content: { [type]: { schema: components.schema(schema), ...(example !== undefined && { example }) } },
  };
}
