import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Rules, schemaOf, schemaOfFields } from '../../../mixins/contract/rules.ts';
import type { Auth } from '../admission.ts';
import { contractOf } from '../contracts.ts';
import type { ActionRoute } from '../routes.ts';
import type { Components } from './components.ts';
import { failures, problemsOf, success } from './responses.ts';
import { refusedCallers, securityOf } from './security.ts';

/** What the document says of a route that an action answers. */
export function operation(route: ActionRoute, auth: Auth, components: Components): object {
  const contract = contractOf(route.action);
  const answer = route.creates
    ? { 201: success('Created.', contract.answer, ['Location'], components) }
    : { 200: success('Done.', contract.answer, [], components) };
  const refused = [...problemsOf(route, contract, auth), ...refusedCallers(route.action, auth)];
  return {
    operationId: operationIdOf(route.action),
    summary: route.about,
    description: route.creates === true ? `${contract.about} ${repeatable}` : contract.about,
    ...securityOf(route.action, auth),
    ...requestOf(route, contract),
    responses: { ...answer, ...failures(refused, components) },
  };
}

/** `rental.get` becomes `rentalGet`. */
function operationIdOf(action: string): string {
  return action.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Where the action's parameters come from: the path, the query of a GET and the body of the rest. */
function requestOf({ method, path, creates }: ActionRoute, { params }: ActionContract): object {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
  const known = creates === true ? [...inPath, 'id'] : inPath;
  const { $$strict, ...given } = omit(params, known);
  const parameters = inPath.map((name) => parameter('path', name, params));
  if (method === 'GET')
    return { parameters: [...parameters, ...Object.keys(given).map((name) => parameter('query', name, params))] };
  return {
    parameters,
    ...(creates === true && { 'x-idempotency-key': idempotencyKey }),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOfFields({ ...given, $$strict }) } },
    },
  };
}

function omit(params: Rules, names: readonly string[]): Rules {
  const kept = Object.entries(params).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), $$strict: true };
}

function parameter(place: 'path' | 'query', name: string, params: Rules): object {
  const rule = params[name];
  if (rule === undefined || rule === true) throw new Error(`The action has no parameter ${name}`);
  const { description, ...schema } = schemaOf(rule);
  return { name, in: place, required: !rule.optional, ...(description !== undefined && { description }), schema };
}

/**
 * Not among the parameters: what makes requests from the document gives each parameter one value, and sends it with
 * many bodies.
 */
const idempotencyKey = {
  in: 'header',
  name: 'Idempotency-Key',
  schema: { type: 'string', maxLength: 255, pattern: '^[!-~]{1,255}$' },
};

const repeatable =
  'With the header Idempotency-Key, 1 to 255 visible ASCII characters, it is safe to repeat: the same key and body answer as at first; the same key with another body is refused (422).';
